#!/bin/sh
# Measures throughput, processor time and memory beside the peers, on this machine, in one go:
#
#   Tests/Benchmark/run.sh [PACKAGES [MEGABYTES [THOUSANDS]]]      5000 small packages, one of 1000 MB, and one of 1000
#                                                                  thousand elements, unless told otherwise
#
# Builds the release, makes freshly signed packages, verifies the large ones with `court-intake verify` and `xmlsec1` and a
# small one in a loop of each library, and takes the many through `court-intake run --once` and the Python pipeline in
# turn. Everything is made under .build/benchmark, on the disk of this clone. SCRATCH names another build folder than
# .build. With 0 PACKAGES the pipelines are left out.
set -eu
cd "$(dirname "$0")/../.."
packages=${1:-5000}
megabytes=${2:-1000}
thousands=${3:-1000}
scratch=${SCRATCH:-.build}
work=.build/benchmark
venv=$work/venv

install() {
  if [ "$(id -u)" = 0 ]; then apt-get install -y "$1"; else sudo apt-get install -y "$1"; fi
}
command -v xmlsec1 >/dev/null || install xmlsec1
pkg-config --exists xmlsec1-openssl 2>/dev/null || install libxmlsec1-dev
python3 -c 'import ensurepip' 2>/dev/null || install python3-venv

mkdir -p "$work"
[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --requirement Tests/requirements.txt

swift build -c release --scratch-path "$scratch" --product court-intake
# A plan that was made before does not see files that are new in the product, unless the manifest is newer.
touch Tests/Benchmark/Loop/Package.swift
swift build -c release --scratch-path "$scratch/loop" --package-path Tests/Benchmark/Loop
program="$(swift build -c release --scratch-path "$scratch" --show-bin-path)/court-intake"
loops=$(swift build -c release --scratch-path "$scratch/loop" --package-path Tests/Benchmark/Loop --show-bin-path)
# shellcheck disable=SC2046
cc -O2 Tests/Benchmark/Loop/peer.c $(pkg-config --cflags --libs xmlsec1-openssl) -o "$loops/peer"
exec "$venv/bin/python" Tests/Benchmark/measure.py \
  "$program" "$loops" "$work" "$packages" "$megabytes" "$thousands"
