"""measure.py SCRATCH LUA ROUNDS SECONDS: drives wrk against each server in turn and prints a table of medians."""
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time
import urllib.request

scratch, lua, rounds, seconds = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
api = scratch / "api"
servers = [line.split() for line in (scratch / "servers").read_text().splitlines()]
scripts = {"health": api / "load/health.lua", "me": lua / "me.lua", "login": api / "load/login.lua"}


def sign_in(port, count):
    """Tokens as the server itself gives them: ours end after 15 minutes."""
    tokens = []
    for number in range(1, count + 1):
        body = json.dumps({"email": f"user{number}@example.test", "password": "Passw0rd!"}).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{port}/v1/auth/login", body, {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            tokens.append(json.load(answer)["access_token"])
    return tokens


def probe(*arguments):
    return subprocess.run(["/usr/bin/python3", api / "load/probe.py", *arguments], capture_output=True, text=True, check=True).stdout.split()


def wrk(script, port, tokens, connections, duration):
    environment = os.environ | {"LOADDIR": str(api / "load"), "TOKENS": str(tokens)}
    command = ["wrk", "-t1", f"-c{connections}", f"-d{duration}s", "--timeout", "20s", "--latency", "-s", script, f"http://127.0.0.1:{port}"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


def result(process):
    return json.loads(re.search(r"^RESULT (.*)$", process.communicate()[0], re.M)[1])


def settle(pid):
    """Waits out the sign-ins that the warm-up left waiting in the server."""
    used = float(probe("cpu", pid)[0])
    for _ in range(100):
        time.sleep(0.4)
        before, used = used, float(probe("cpu", pid)[0])
        if used - before < 0.03:
            return


def measure(name, port, pid, endpoint):
    tokens = scratch / f"{name}.tokens"
    result(wrk(scripts[endpoint], port, tokens, 64, 2))
    settle(pid)
    cpu, database = float(probe("cpu", pid)[0]), float(probe("pgcpu")[0])
    answer = result(wrk(scripts[endpoint], port, tokens, 64, seconds))
    count = answer["requests"] or sys.exit(f"{name} answered nothing to {endpoint}: {answer}")
    answer["server_us"] = (float(probe("cpu", pid)[0]) - cpu) / count * 1e6
    answer["database_us"] = (float(probe("pgcpu")[0]) - database) / count * 1e6
    answer["rss_mb"] = int(probe("rss", pid)[0]) / 1024
    answer["errors"] = sum(answer[key] for key in ("err_connect", "err_read", "err_write", "err_status", "err_timeout"))
    return answer


measured = {}
for _ in range(rounds):
    for endpoint in scripts:
        for name, port, pid in servers:
            if endpoint == "me":
                (scratch / f"{name}.tokens").write_text("\n".join(sign_in(port, 50)))
            measured.setdefault((endpoint, name), []).append(measure(name, port, pid, endpoint))

print(f"{'call':8}{'server':9}{'per second':>22}{'p50 ms':>9}{'p99 ms':>9}{'server us':>11}{'database us':>13}{'RSS MB':>8}{'errors':>8}")
for (endpoint, name), runs in measured.items():
    median = lambda key: statistics.median(run[key] for run in runs)
    rates = [run["rps"] for run in runs]
    spread = f"{median('rps'):.0f} ({min(rates):.0f}-{max(rates):.0f})"
    print(f"{endpoint:8}{name:9}{spread:>22}{median('p50_ms'):9.2f}{median('p99_ms'):9.2f}{median('server_us'):11.0f}"
          f"{median('database_us'):13.0f}{median('rss_mb'):8.0f}{sum(run['errors'] for run in runs):8}")

print("\nOthers' GET /v1/users/me on 4 connections while 64 connections sign in without pause:")
for name, port, pid in servers:
    tokens = scratch / f"{name}.tokens"
    tokens.write_text("\n".join(sign_in(port, 50)))
    flood = wrk(scripts["login"], port, tokens, 64, seconds + 4)
    others = result(wrk(scripts["me"], port, tokens, 4, seconds))
    logins = result(flood)
    settle(pid)
    print(f"{name:9}{others['rps']:8.0f} per second, p50 {others['p50_ms']:.1f} ms, p99 {others['p99_ms']:.1f} ms, worst {others['max_ms']:.0f} ms;"
          f" sign-ins {logins['rps']:.1f} per second, errors {logins['err_status'] + logins['err_timeout']}")
