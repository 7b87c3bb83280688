#!/usr/bin/env bash
# The fault suite of system calls, bounded: in some three minutes on two quiet cores.
#
#   Tests/Faults/SystemCalls/run.sh COURT-INTAKE
#
# What takes longer is run by hand: `sweep.py --all`, `sweep.py --all --reads`, `soak.py --minutes 30`. Needs python3, strace, a
# C compiler; small disks need root and are skipped without it.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")"
python3 sweep.py "$program" --cases 400
python3 sweep.py "$program" --reads --cases 60
python3 small_disk.py "$program" --points 12
python3 races.py "$program"
python3 clock.py "$program"
