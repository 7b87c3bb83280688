#!/bin/sh
# Reads a statement of many entries, and takes it in while filings wait for it; says how long that took and how much memory:
#
#   Tests/Benchmark/statements.sh [ENTRIES [FILINGS]]      100000 and 10000 unless told otherwise
#
# A tenth of the entries is read too: memory that does not grow with the file is the same for both. After `run.sh`, whose Python
# tools it uses.
set -eu
cd "$(dirname "$0")/../.."
entries=${1:-100000}
filings=${2:-10000}
scratch=${SCRATCH:-.build}
work=.build/benchmark
python=$work/venv/bin/python
[ -x "$python" ] || { echo "run Tests/Benchmark/run.sh first" >&2; exit 64; }
swift build -c release --scratch-path "$scratch" --product statement-cost
swift build -c release --scratch-path "$scratch" --product court-intake
programs=$(swift build -c release --scratch-path "$scratch" --show-bin-path)
for count in $((entries / 10)) "$entries"; do
  "$python" Tests/SampleMaker/statements.py large "$work/statement.xml" "$count"
  wc -c "$work/statement.xml"
  "$programs/statement-cost" "$work/statement.xml"
done
exec "$python" Tests/Benchmark/matching.py "$work" "$programs/court-intake" --entries "$entries" --filings "$filings"
