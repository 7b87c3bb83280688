#!/bin/sh
# Measures what a large register costs: how fast the intake accepts and registers on a small one and on a large one, and how
# fast both answer what the views ask, alone and beside an intake that writes:
#
#   Tests/Benchmark/scale.sh [SMALL [LARGE [PACKAGES]]]      10000 and 1000000 entries, and 2000 packages a run, unless told otherwise
#
# The registers are made by large-register, through the store's own transactions, and kept under .build/benchmark/scale. After
# `run.sh`, whose Python tools it uses.
set -eu
cd "$(dirname "$0")/../.."
small=${1:-10000}
large=${2:-1000000}
packages=${3:-2000}
scratch=${SCRATCH:-.build}
work=.build/benchmark
python=$work/venv/bin/python
[ -x "$python" ] || { echo "run Tests/Benchmark/run.sh first" >&2; exit 64; }
swift build -c release --scratch-path "$scratch" --product court-intake
swift build -c release --scratch-path "$scratch" --product large-register
programs=$(swift build -c release --scratch-path "$scratch" --show-bin-path)
exec "$python" Tests/Benchmark/scale.py "$programs" "$work/scale" "$small" "$large" --packages "$packages"
