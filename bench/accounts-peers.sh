#!/usr/bin/env bash
# Sign-in and "who am I" beside Express, Fastify and FastAPI, in one run on one PostgreSQL: every server is up, each is
# measured in turn, round by round. The same cost of hashing everywhere: PBKDF2-HMAC-SHA512, 210,000 iterations.
# Then, while sign-ins saturate Halcyon, how long others wait. Everything stays on loopback and ends by itself.
# Needs root, and Debian's wrk postgresql-15 python3-fastapi python3-uvicorn python3-uvloop python3-httptools
# python3-asyncpg python3-jwt. Usage: bench/accounts-peers.sh [ROUNDS] [SECONDS]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
peers=$root/../shared/peers/api
rounds=${1:-3}
seconds=${2:-15}
if [ ! -d "$peers" ]; then
  echo "The peers' programs are not beside this checkout (../shared/peers/api)." >&2
  exit 1
fi

scratch=$(mktemp -d)
chmod 755 "$scratch"
export PEERS_DIR=$scratch/run PYTHONDONTWRITEBYTECODE=1 NODE_ENV=production
pids=()
finish() {
  for pid in "${pids[@]}"; do kill -TERM -- "-$pid" 2>/dev/null || true; done
  sleep 2
  for pid in "${pids[@]}"; do kill -KILL -- "-$pid" 2>/dev/null || true; done
  "$scratch/api/db.sh" stop >/dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap finish EXIT

cp -r "$peers" "$scratch/api"
chmod -R u+w "$scratch/api"
mkdir -p "$PEERS_DIR/pg"
python3 "$root/bench/accounts/prepare_peers.py" "$scratch/api"
cd "$scratch/api"
# shellcheck disable=SC1091
. ./env.sh
./db.sh init
echo "max_connections = 300" >>"$PEERS_DIR/pg/data/postgresql.conf"
./db.sh start >/dev/null
./db.sh seed
for peer in express fastify; do (cd "$peer" && npm install --no-audit --no-fund --silent); done
node load/tokens.js >"$PEERS_DIR/tokens.txt"

runuser -u postgres -- psql -h 127.0.0.1 -p 55432 -U postgres -qc 'create database halcyon'
dotnet publish "$root/src/Halcyon" -c Release -v q -p:SkipWeb=true -o "$scratch/halcyon" >&2
export HALCYON_DATABASE="Host=127.0.0.1;Port=55432;Username=postgres;Database=halcyon;Maximum Pool Size=32" HALCYON_RATE_LIMITS=off
"$scratch/halcyon/halcyon" migrate --data "$scratch/data" >&2
python3 "$root/bench/accounts/seed_halcyon.py" | runuser -u postgres -- psql -h 127.0.0.1 -p 55432 -U postgres -d halcyon -v ON_ERROR_STOP=1 -q

start() { # name port command…
  local name=$1 port=$2
  shift 2
  PORT=$port setsid "$@" >"$scratch/$name.log" 2>&1 </dev/null &
  pids+=($!)
  echo "$name $port $!" >>"$scratch/servers"
  for _ in $(seq 300); do curl -fs -o /dev/null "http://127.0.0.1:$port/health" && return 0; sleep 0.1; done
  echo "$name did not start:" >&2
  tail -5 "$scratch/$name.log" >&2
  exit 1
}
start fastify 8121 env WORKERS=1 node fastify/server.js
start express 8111 env WORKERS=1 node express/server.js
start fastapi 8131 /usr/bin/python3 -m uvicorn --app-dir fastapi app:app --host 127.0.0.1 --port 8131 --loop uvloop --http httptools --no-access-log --log-level warning
start halcyon 8141 "$scratch/halcyon/halcyon" serve --data "$scratch/data" --urls http://127.0.0.1:8141

python3 "$root/bench/accounts/measure.py" "$scratch" "$root/bench/accounts" "$rounds" "$seconds"
