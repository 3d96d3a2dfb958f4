#!/usr/bin/env bash
# shellcheck disable=SC2154
# Times the EEG steps of MNE-Python and SciPy and ours on the same recording, in one run, each on one thread, and prints
# the ratios. Absolute times differ from machine to machine and hour to hour; ratios within one run hold.
# Needs Debian's python3-mne, and the peers' scripts in ../shared/peers/eeg. Usage: bench/eeg-peers.sh [REPETITIONS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck disable=SC1091
. "$root/bench/peers/eeg.sh"
repetitions=${1:-5}

dotnet build -c Release -v q "$root/bench/Halcyon.Bench" >&2
export OMP_NUM_THREADS=1

for step in fir notch sosfilt resample welch multitaper avgref; do
  "$python" "$scratch/mne_bench.py" "$step" --reps "$repetitions" --out "$scratch/$step.json" >&2
done
# The peers' own reading step wants all three recordings; one is enough to compare.
"$python" - "$recording" "$repetitions" >"$scratch/read.tsv" <<'PY'
import statistics, sys, time
import mne
mne.set_log_level("ERROR")
wall, cpu = [], []
for _ in range(int(sys.argv[2]) + 1):
    start, used = time.perf_counter(), time.process_time()
    mne.io.read_raw_edf(sys.argv[1], preload=True)
    wall.append(time.perf_counter() - start)
    cpu.append(time.process_time() - used)
print(statistics.median(wall[1:]) * 1e3, statistics.median(cpu[1:]) * 1e3)
PY
dotnet run --no-build -c Release --project "$root/bench/Halcyon.Bench" -- eeg "$recording" "$repetitions" >"$scratch/ours.tsv"

"$python" - "$scratch" <<'PY'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
lines = [line.split("\t") for line in (folder / "ours.tsv").read_text().splitlines()]
ours = {name: (float(wall), float(cpu)) for name, wall, cpu in lines}
peers = {"read_mne": ("read", *map(float, (folder / "read.tsv").read_text().split()))}
names = {"fir_mne_0.5_40": "fir", "fir_scipy_oaconvolve": "fir", "notch_mne_50": "notch",
         "notch_scipy_iirnotch_filtfilt": "iirnotch", "sosfiltfilt_butter4_bp": "sosfiltfilt",
         "resample_mne_256_128": "fftresample", "resample_scipy_poly_1_2": "resample",
         "multitaper_mne_whole": "multitaper", "multitaper_mne_epochs4s": "multitaper4s", "welch_mne_bands": "welch", "welch_scipy_bands": "welch", "avgref_mne": "avgref", "avgref_numpy": "avgref"}
for file in folder.glob("*.json"):
    for name, result in json.loads(file.read_text()).items():
        if name in names:
            peers[name] = (names[name], result["median_s"] * 1e3, result["cpu_median_s"] * 1e3)
print(f"{'':44} {'elapsed, ms':^23} {'processor, ms':^23}")
print(f"{'step':12} {'peer':30} " + 2 * f" {'peer':>7} {'ours':>7} {'ratio':>6} ")
for name, (step, wall, cpu) in sorted(peers.items(), key=lambda p: (list(ours).index(p[1][0]), p[0])):
    mine = ours[step]
    print(f"{step:12} {name:30} " + "".join(f" {theirs:7.1f} {own:7.1f} {theirs / own:6.1f} " for theirs, own in zip((wall, cpu), mine)))
PY
