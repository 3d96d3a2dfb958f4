#!/usr/bin/env bash
# shellcheck disable=SC2154
# Check-ins beside Express, Fastify and FastAPI, in one run on one PostgreSQL: every server is up, each is measured in
# turn, round by round. Twice Halcyon: "bare", a build of the same stack that does what the peers' SPEC.md asks and no
# more, and "halcyon" as shipped, with crisis detection, encryption, outbox and recommendations. Everything stays on loopback
# and ends by itself. Needs root, and Debian's wrk postgresql-15 python3-fastapi python3-uvicorn python3-uvloop
# python3-httptools python3-asyncpg python3-jwt. Usage: bench/companion-peers.sh [ROUNDS] [SECONDS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck disable=SC1091
. "$root/bench/peers/servers.sh"

for peer in express fastify; do (cd "$scratch/api/$peer" && npm install --no-audit --no-fund --silent); done
node load/tokens.js >"$PEERS_DIR/tokens.txt"
./db.sh seed
dotnet publish "$root/bench/Halcyon.BareApi" -c Release -v q -o "$scratch/bare" >&2
python3 "$root/bench/accounts/seed_halcyon.py" | sql -d halcyon

start fastify 8121 env WORKERS=1 node fastify/server.js
start express 8111 env WORKERS=1 node express/server.js
start fastapi 8131 /usr/bin/python3 -m uvicorn --app-dir fastapi app:app --host 127.0.0.1 --port 8131 --loop uvloop --http httptools --no-access-log --log-level warning
start bare 8151 "$scratch/bare/Halcyon.BareApi"
start halcyon 8141 "$scratch/halcyon/halcyon" serve --data "$scratch/data" --urls http://127.0.0.1:8141

python3 "$root/bench/companion/peers.py" "$scratch" "${1:-3}" "${2:-10}"
