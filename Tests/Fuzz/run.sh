#!/usr/bin/env bash
# Fuzzes what reads a sender's octets, with libFuzzer:
#
#   Tests/Fuzz/run.sh [RUNS [TARGET…]]      tree signature certificate crl ocsp cms zip, unless targets are named
#
# Without RUNS, or with 0, all targets together take about a minute; else each of them executes RUNS inputs. Prints a table
# and ends with 1 when an input crashed, hung or outgrew its memory; such inputs stay under .build/fuzz/found. Seeds are the
# samples and the corpora that TEST_CORPORA names; inputs with new coverage are kept under .build/fuzz/corpus, for the next
# run. FUZZ_JOBS targets run beside one another.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-0}
[ $# -eq 0 ] || shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(signature zip tree certificate crl ocsp cms)
jobs=${FUZZ_JOBS:-2}
work=$PWD/.build/fuzz
corpora=${TEST_CORPORA:-../shared/corpora}
[ -d "$corpora" ] || corpora=

flags=(-c release --scratch-path "$work/build" --package-path Tests/Fuzz -Xswiftc -sanitize=fuzzer)
# gold has an internal error over the result.
flags+=(-Xswiftc -use-ld=lld)
mkdir -p "$work"
# A plan that was made before does not see files that are new in the product, unless the manifest is newer.
touch Tests/Fuzz/Package.swift
swift build "${flags[@]}" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
program="$(swift build "${flags[@]}" --show-bin-path)/fuzz"
# shellcheck disable=SC2086
python3 Tests/Fuzz/seeds.py "$work/seeds" inbox-samples $corpora >"$work/seeds.log"
export FUZZ_ANCHORS="$work/seeds/certificate.list"

fuzz() {
  local target=$1 longest=8192 bound
  case $target in tree | signature | zip) longest=65536 ;; crl | ocsp | cms) longest=24576 ;; esac
  if [ "$runs" -gt 0 ]; then bound=-runs=$runs; else bound=-max_total_time=$((55 * jobs / ${#targets[@]})); fi
  mkdir -p "$work/corpus/$target" "$work/found"
  # Four seconds for a few kilobytes, or half a gigabyte, is growth that no input of this size may cause.
  FUZZ_TARGET=$target "$program" "$bound" -max_len="$longest" -timeout=4 -rss_limit_mb=512 \
    -print_final_stats=1 -artifact_prefix="$work/found/$target-" -seed_inputs="@$work/seeds/$target.list" \
    "$work/corpus/$target" >"$work/$target.log" 2>&1 || true
}

row() {
  local target=$1 log=$work/$1.log executions crashes memory first last
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  memory=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
  crashes=$(grep -cE 'SUMMARY: libFuzzer|^==[0-9]+== ERROR' "$log" || true)
  # A run that ended before its statistics is a finding, whatever it says.
  [ -n "$executions" ] && [ "$crashes" -eq 0 ] || failed=1
  first=$(sed -n 's/.*INITED *cov: \([0-9]*\).*/\1/p' "$log")
  last=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
  printf '%-12s %12s %8s %8s MB %8s new of %s\n' \
    "$target" "${executions:-?}" "$crashes" "${memory:-?}" "$((${last:-0} - ${first:-0}))" "${last:-0}"
  total=$((total + ${executions:-0}))
}

for target in "${targets[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
  fuzz "$target" &
done
wait
failed=0
total=0
printf '%-12s %12s %8s %11s %s\n' target executions findings memory coverage
for target in "${targets[@]}"; do row "$target"; done
printf '%-12s %12s\n' total "$total"
[ "$failed" -eq 0 ] || { echo "see .build/fuzz/found and .build/fuzz/*.log"; exit 1; }
