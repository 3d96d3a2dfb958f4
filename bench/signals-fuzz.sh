#!/usr/bin/env bash
# Opens 100,000 mutated files with each reader of Halcyon.Signals (or COUNT; or only one FORMAT) and says how many were
# read and how many refused. Fails on any other exception, on more reading or memory than a file justifies, and on a hang.
# The shared recordings (../shared/data/eeg) take part where they are beside the checkout. Usage: bench/signals-fuzz.sh [COUNT] [FORMAT]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
count=${1:-100000}
tests=$root/tests/Halcyon.Signals.Tests
dotnet build "$tests" -v q -p:SkipWeb=true >&2
export HALCYON_FUZZ_COUNT=$count HALCYON_FUZZ_FORMAT=${2:-}
# A reader that hangs is ended: three hours are many times what all of them need.
timeout 3h nice -n 15 dotnet "$tests/bin/Debug/net10.0/Halcyon.Signals.Tests.dll" \
  --filter-class Halcyon.Signals.Tests.Fuzz.FuzzTests --show-live-output on --output Detailed |
  grep -E "mutated files, |^failed|^  .*(Case [0-9]|Exception|Assert|Expected|Actual)|^    at Halcyon|^  (total|failed|succeeded):" | grep -v "^OUTPUT" |
  tee /dev/stderr | grep -q "failed: 0"
