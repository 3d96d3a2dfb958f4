"""wrk against one server, with the processor time that it and PostgreSQL took."""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

# Long enough for a just-in-time compiler to have seen what is hot.
WARM_UP_SECONDS = 6
scratch = pathlib.Path(sys.argv[1])
api = scratch / "api"
here = pathlib.Path(__file__).parent


def sql(text, database="halcyon"):
    command = ["runuser", "-u", "postgres", "--", "psql", "-h", "127.0.0.1", "-p", "55432", "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1", "-qAt"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout.strip()


def probe(*arguments):
    return subprocess.run(["/usr/bin/python3", api / "load/probe.py", *arguments], capture_output=True, text=True, check=True).stdout.split()


def wrk(script, port, tokens, connections, seconds, what=""):
    environment = os.environ | {"LOADDIR": str(api / "load"), "TOKENS": str(tokens), "WHAT": what}
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "--latency", "-s", script, f"http://127.0.0.1:{port}"]
    return json.loads(re.search(r"^RESULT (.*)$", subprocess.run(command, env=environment, capture_output=True, text=True).stdout, re.M)[1])


def settle(pid):
    """Waits out what the calls before left to do: Halcyon's events too, which it handles afterwards."""
    while sql("select exists (select from platform.outbox where due_at <= now() and dead_at is null)") == "t":
        time.sleep(0.4)
    used = float(probe("cpu", pid)[0])
    for _ in range(100):
        time.sleep(0.4)
        before, used = used, float(probe("cpu", pid)[0])
        if used - before < 0.03:
            return


def measure(script, port, pid, tokens, connections, seconds, what=""):
    wrk(script, port, tokens, connections, WARM_UP_SECONDS, what)
    settle(pid)
    cpu, database = float(probe("cpu", pid)[0]), float(probe("pgcpu")[0])
    answer = wrk(script, port, tokens, connections, seconds, what)
    if not answer["requests"]:
        raise SystemExit(f"Nothing was answered to {what or script}: {answer}")
    # What is still under way for the last requests belongs to them.
    settle(pid)
    answer["server_us"] = (float(probe("cpu", pid)[0]) - cpu) / answer["requests"] * 1e6
    answer["database_us"] = (float(probe("pgcpu")[0]) - database) / answer["requests"] * 1e6
    answer["rss_mb"] = int(probe("rss", pid)[0]) / 1024
    answer["errors"] = int(sum(answer[key] for key in ("err_connect", "err_read", "err_write", "err_status", "err_timeout")))
    return answer
