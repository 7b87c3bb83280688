#!/bin/sh
# Measures throughput and memory beside the peers, on this machine, in one go:
#
#   Tests/Benchmark/run.sh [PACKAGES [MEGABYTES]]        5000 small packages and one of 100 MB, unless told otherwise
#
# Builds the release, makes freshly signed packages, and takes them through `court-intake run --once` and the Python
# pipeline in turn; then verifies the large package with `court-intake verify` and `xmlsec1`. Everything is made under
# .build/benchmark, on the disk of this clone. SCRATCH names another build folder than .build.
set -eu
cd "$(dirname "$0")/../.."
packages=${1:-5000}
megabytes=${2:-100}
scratch=${SCRATCH:-.build}
work=.build/benchmark
venv=$work/venv

install() {
  if [ "$(id -u)" = 0 ]; then apt-get install -y "$1"; else sudo apt-get install -y "$1"; fi
}
command -v xmlsec1 >/dev/null || install xmlsec1
python3 -c 'import ensurepip' 2>/dev/null || install python3-venv

mkdir -p "$work"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement Tests/requirements.txt

swift build -c release --scratch-path "$scratch" --product court-intake
exec "$venv/bin/python" Tests/Benchmark/measure.py \
  "$(swift build -c release --scratch-path "$scratch" --show-bin-path)/court-intake" "$work" "$packages" "$megabytes"
