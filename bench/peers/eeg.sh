# Sourced by the eeg scripts beside this folder: the peers' programs in a scratch folder that goes at the end, and the
# recording of 19 channels and 20 minutes that they all work on.
# shellcheck shell=bash disable=SC2034,SC2154
peers=$root/../shared/peers/eeg
python=/usr/bin/python3
if [ ! -d "$peers" ]; then
  echo "The peers' scripts are not beside this checkout (../shared/peers/eeg)." >&2
  exit 1
fi
if ! "$python" -c 'import mne, scipy, sklearn' 2>/dev/null || [ ! -x /usr/bin/time ]; then
  echo "MNE-Python, scikit-learn or time is not installed: apt-get install python3-mne python3-sklearn time" >&2
  exit 1
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp "$peers"/*.py "$scratch"
export PYTHONDONTWRITEBYTECODE=1
"$python" "$scratch/make_edf.py" "$scratch/data" eeg19 >&2
recording=$scratch/data/eeg19.edf
