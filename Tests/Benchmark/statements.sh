#!/bin/sh
# Reads a statement of many entries and says how long it took and how much memory:
#
#   Tests/Benchmark/statements.sh [ENTRIES]      100000 unless told otherwise
#
# A tenth of them is read too: memory that does not grow with the file is the same for both.
set -eu
cd "$(dirname "$0")/../.."
entries=${1:-100000}
scratch=${SCRATCH:-.build}
work=.build/benchmark
mkdir -p "$work"
swift build -c release --scratch-path "$scratch" --product statement-cost
program="$(swift build -c release --scratch-path "$scratch" --show-bin-path)/statement-cost"
for count in $((entries / 10)) "$entries"; do
  python3 Tests/SampleMaker/statements.py large "$work/statement.xml" "$count"
  wc -c "$work/statement.xml"
  "$program" "$work/statement.xml"
done
