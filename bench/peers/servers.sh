# Sourced by the scripts beside this folder: a PostgreSQL of its own, a published Halcyon on it, and an end to all of it.
# shellcheck shell=bash disable=SC2154
peers=$root/../shared/peers/api
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

sql() { runuser -u postgres -- psql -h 127.0.0.1 -p 55432 -U postgres -v ON_ERROR_STOP=1 -q "$@"; }

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

cp -r "$peers" "$scratch/api"
chmod -R u+w "$scratch/api"
mkdir -p "$PEERS_DIR/pg"
# Who measures something that the peers do not have gives them it first.
[ -z "${prepare:-}" ] || python3 "$prepare" "$scratch/api"
cd "$scratch/api" || exit 1
# shellcheck disable=SC1091
. ./env.sh
./db.sh init
echo "max_connections = 300" >>"$PEERS_DIR/pg/data/postgresql.conf"
./db.sh start >/dev/null
sql -c 'create database halcyon'
dotnet publish "$root/src/Halcyon" -c Release -v q -p:SkipWeb=true -o "$scratch/halcyon" >&2
export HALCYON_DATABASE="Host=127.0.0.1;Port=55432;Username=postgres;Database=halcyon;Maximum Pool Size=32" HALCYON_RATE_LIMITS=off
"$scratch/halcyon/halcyon" migrate --data "$scratch/data" >&2
