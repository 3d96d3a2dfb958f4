#!/usr/bin/env bash
# shellcheck disable=SC2154
# Times independent component analysis of MNE-Python and ours on the same recording, in one run, and prints the ratios.
# MNE runs on one thread; ours on one and two. Needs Debian's python3-mne and python3-sklearn, and the peers' scripts in
# ../shared/peers/eeg. Takes some minutes. Usage: bench/eeg-cleaning-peers.sh [REPETITIONS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck disable=SC1091
. "$root/bench/peers/eeg.sh"
repetitions=${1:-3}

dotnet build -c Release -v q "$root/bench/Halcyon.Bench" >&2
export OMP_NUM_THREADS=1
dotnet run --no-build -c Release --project "$root/bench/Halcyon.Bench" -- cleaning "$recording" "$repetitions" >"$scratch/ours.tsv"
"$python" "$scratch/mne_bench.py" ica --reps "$repetitions" --out "$scratch/ica.json" >&2

"$python" - "$scratch" <<'PY'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
peers = json.loads((folder / "ica.json").read_text())
print(f"{'':28} {'elapsed, ms':^25} {'processor, ms':^25}")
print(f"{'step':28} " + 2 * f"{'peer':>8} {'ours':>8} {'ratio':>6}  ")
for line in (folder / "ours.tsv").read_text().splitlines():
    name, wall, cpu = line.split("\t")
    peer = peers.get(name.removesuffix("_2_threads"))
    cells = ""
    for own, theirs in ((float(wall), peer and peer["median_s"] * 1e3), (float(cpu), peer and peer["cpu_median_s"] * 1e3)):
        cells += f"{theirs:8.0f} {own:8.1f} {theirs / own:6.1f}  " if theirs else f"{'':8} {own:8.1f} {'':6}  "
    print(f"{name:28} {cells}")
PY
