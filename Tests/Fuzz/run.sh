#!/usr/bin/env bash
# Fuzzes what reads a sender's octets, with libFuzzer:
#
#   Tests/Fuzz/run.sh [RUNS [TARGET…]]      tree signature certificate crl ocsp cms zip, unless targets are named
#
# Without RUNS, or with 0, every target executes a fixed number of inputs from a fixed start: a million in one or two
# minutes. Else each executes RUNS new ones, and those with new coverage are kept under .build/fuzz/corpus, for the next such
# run. Seeds are the samples and the corpora that TEST_CORPORA names.
#
# Prints a table and ends with 1 when an input crashed, hung or outgrew its memory; such inputs stay under
# .build/fuzz/found. FUZZ_JOBS targets run beside one another.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-0}
[ $# -eq 0 ] || shift
targets=("$@")
# The slow ones first, so that the last one does not run alone.
[ ${#targets[@]} -gt 0 ] || targets=(signature zip crl tree certificate ocsp cms)
jobs=${FUZZ_JOBS:-2}
work=$PWD/.build/fuzz
corpora=${TEST_CORPORA:-../shared/corpora}
[ -d "$corpora" ] || corpora=

# Also over the dependencies in Swift: what reads DER is one of them. C has no part in it, and is most of the build.
flags=(-c release --scratch-path "$work/build" --package-path Tests/Fuzz --product fuzz -Xswiftc -sanitize=fuzzer)
# gold has an internal error over the result.
flags+=(-Xswiftc -use-ld=lld)
mkdir -p "$work"
# A plan that was made before does not see files that are new in the product, unless the manifest is newer.
touch Tests/Fuzz/Package.swift
swift build "${flags[@]}" >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
program="$(swift build "${flags[@]}" --show-bin-path)/fuzz"
python3 Tests/Fuzz/seeds.py "$work/seeds" inbox-samples ${corpora:+"$corpora"} >"$work/seeds.log"
export FUZZ_ANCHORS="$work/seeds/certificate.list"
# Swift's own account of a crash takes the signal, and libFuzzer would not keep the input.
export SWIFT_BACKTRACE=enable=no

# Some ten seconds of each target.
fixed() {
  case $1 in
    signature) echo 60000 ;;
    zip | crl) echo 40000 ;;
    tree | certificate) echo 150000 ;;
    ocsp | cms) echo 280000 ;;
    *) echo "there is no target $1" >&2; exit 1 ;;
  esac
}

fuzz() {
  local target=$1 longest=8192 options
  case $target in tree | signature | zip) longest=65536 ;; crl | ocsp | cms) longest=24576 ;; esac
  # Ten seconds on a busy machine, or half a gigabyte, for a few kilobytes is growth that no input of this size may cause.
  options=(-max_len="$longest" -timeout=10 -rss_limit_mb=512 -print_final_stats=1 -artifact_prefix="$work/found/$target-")
  [ ! -s "$work/seeds/$target.list" ] || options+=(-seed_inputs="@$work/seeds/$target.list")
  if [ "$runs" -gt 0 ]; then
    mkdir -p "$work/corpus/$target"
    options+=(-runs="$runs" "$work/corpus/$target")
  else
    # Hashes, and the addresses among compared values, would make other inputs of the same start. What differs yet
    # is probably libxml2's, which seeds its tables by the clock.
    export SWIFT_DETERMINISTIC_HASHING=1
    options+=(-runs="$(fixed "$target")" -seed=1 -use_cmp=0)
  fi
  mkdir -p "$work/found"
  FUZZ_TARGET=$target "$program" "${options[@]}" >"$work/$target.log" 2>&1 || echo "ended with $?" >>"$work/$target.log"
}

statistic() { sed -n "s/^stat::$1: *//p" "$2"; }

row() {
  local target=$1 log=$work/$1.log executions memory slowest seconds findings=0 seeds first last
  executions=$(statistic number_of_executed_units "$log")
  memory=$(statistic peak_rss_mb "$log")
  slowest=$(statistic slowest_unit_time_sec "$log")
  seconds=$(sed -n 's/^Done .* runs in \([0-9]*\) second.*/\1/p' "$log")
  # A run that did not come to its end is a finding, whatever it says.
  if [ -z "$seconds" ] || grep -qE '^ended with|SUMMARY: libFuzzer|^==[0-9]+== ERROR' "$log"; then findings=1; fi
  seeds=$(sed -n 's/^INFO: seed corpus: files: \([0-9]*\).*/\1/p' "$log")
  first=$(sed -n 's/.*INITED *cov: \([0-9]*\).*/\1/p' "$log")
  last=$(sed -n 's/.* cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
  printf '%-12s %6s %12s %8s %8s s %8s s %8s MB %8s new of %s\n' "$target" "${seeds:-0}" "${executions:-?}" "$findings" \
    "${seconds:-?}" "${slowest:-?}" "${memory:-?}" "$((${last:-0} - ${first:-0}))" "${last:-0}"
  total=$((total + ${executions:-0}))
  found=$((found + findings))
}

for target in "${targets[@]}"; do fixed "$target" >/dev/null; done
for target in "${targets[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
  fuzz "$target" &
done
wait
found=0
total=0
printf '%-12s %6s %12s %8s %10s %10s %11s %s\n' target seeds executions findings time slowest memory coverage
for target in "${targets[@]}"; do row "$target"; done
printf '%-12s %6s %12s %8s\n' total "" "$total" "$found"
[ "$found" -eq 0 ] || { echo "see .build/fuzz/found and .build/fuzz/*.log"; exit 1; }
