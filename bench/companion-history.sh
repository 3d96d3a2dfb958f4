#!/usr/bin/env bash
# shellcheck disable=SC2154
# How long history and insight take with PEOPLE (10,000) people's check-ins of two years, three a day, in the tables
# (22 million rows; some 8 GB of disk and ten minutes). Everything stays on loopback and ends by itself.
# Needs root, the peers' scripts, and Debian's wrk and postgresql-15. Usage: bench/companion-history.sh [PEOPLE] [SECONDS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck disable=SC1091
. "$root/bench/peers/servers.sh"

python3 "$root/bench/accounts/seed_halcyon.py" | sql -d halcyon
start halcyon 8141 "$scratch/halcyon/halcyon" serve --data "$scratch/data" --urls http://127.0.0.1:8141
python3 "$root/bench/companion/history.py" "$scratch" "${1:-10000}" "${2:-10}"
