#!/usr/bin/env bash
# shellcheck disable=SC2154
# Times a whole process, from an EDF file (19 channels, 20 minutes) to band powers, in MNE-Python, in SciPy alone and here
# (compiled ahead of time), one after the other in each round, on one thread and on two; then checks that the answers agree.
# Needs Debian's python3-mne and time, and the peers' scripts in ../shared/peers/eeg. Usage: bench/eeg-process-peers.sh [ROUNDS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck disable=SC1091
. "$root/bench/peers/eeg.sh"
rounds=${1:-6}

# From a copy: what is compiled for one machine locks other packages than what is kept here.
mkdir "$scratch/tree"
tar -C "$root" --exclude=bin --exclude=obj -cf - .editorconfig Directory.Build.props Directory.Packages.props global.json src bench | tar -C "$scratch/tree" -xf -
find "$scratch/tree" -name packages.lock.json -delete
dotnet publish "$scratch/tree/bench/Halcyon.Bench" -c Release -r "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" --self-contained false \
  -p:PublishReadyToRun=true -o "$scratch/ours" -v q >&2

timed() { # name threads command…
  local name=$1 threads=$2
  shift 2
  OMP_NUM_THREADS=$threads /usr/bin/time -a -o "$scratch/times" -f "$name $threads %e %U %S %M" "$@" >/dev/null
}
for _ in $(seq "$rounds"); do
  for threads in 1 2; do
    timed mne "$threads" "$python" "$scratch/pipeline_mne.py" "$recording" "$scratch/mne.json"
    timed scipy "$threads" "$python" "$scratch/pipeline_scipy.py" "$recording" "$scratch/scipy.json" "$peers/golden"
    timed ours "$threads" "$scratch/ours/Halcyon.Bench" pipeline "$recording" "$scratch/ours.json" "$threads"
  done
done

"$python" - "$scratch" <<'PY'
import collections, json, pathlib, statistics, sys
folder = pathlib.Path(sys.argv[1])
runs = collections.defaultdict(list)
for line in (folder / "times").read_text().splitlines():
    name, threads, *figures = line.split()
    runs[name, int(threads)].append([float(figure) for figure in figures])
print(f"{'':8}{'threads':>8}{'seconds, median (least-most)':>32}{'processor s':>13}{'MB':>6}")
for (name, threads), those in runs.items():
    wall = [run[0] for run in those]
    spread = f"{statistics.median(wall):.2f} ({min(wall):.2f}-{max(wall):.2f})"
    print(f"{name:8}{threads:8}{spread:>32}{statistics.median(run[1] + run[2] for run in those):13.2f}{statistics.median(run[3] for run in those) / 1024:6.0f}")
ours, scipy = (json.loads((folder / f"{name}.json").read_text()) for name in ("ours", "scipy"))
assert (ours["bads"], ours["n_kept"]) == (scipy["bads"], scipy["n_kept"]), (ours["bads"], scipy["bads"])
difference = max(abs(ours["band_power_uv2"][channel][band] / power - 1) for channel, powers in scipy["band_power_uv2"].items() for band, power in powers.items())
print(f"Largest relative difference of a band power from SciPy's: {difference:.1e}")
assert difference < 1e-9
PY
