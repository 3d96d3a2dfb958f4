"""Signs in to a Halcyon and fills it through its own import, so that what is measured is encrypted under real keys."""
import datetime
import json
import urllib.request

HERE = "http://127.0.0.1:8141"


def call(path, body, token=None):
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {token}"} if token else {})
    request = urllib.request.Request(HERE + path, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return json.load(answer)


def sign_in(count):
    """Tokens end after 15 minutes."""
    return [
        call("/v1/auth/login", {"email": f"user{number}@example.test", "password": "Passw0rd!"})["access_token"]
        for number in range(1, count + 1)
    ]


def fill(token, days, a_day):
    """Check-ins with some 200 characters of journal each, as the peers' seed has them, up to yesterday."""
    today = datetime.date.today()
    lines = ["date,time,mood,energy,tags,note"]
    for back in range(days, 0, -1):
        day = today - datetime.timedelta(days=back)
        for part in range(a_day):
            note = f"Slept {(back + part) % 9} h, walked, felt {back % 7}. " * 8
            lines.append(f'{day},{8 + part * 6:02}:00,{1 + (back * 7 + part) % 10},{1 + (back * 3 + part) % 10},calm,"{note}"')
    mapping = {"date_column": "date", "time_column": "time", "mood_column": "mood", "energy_column": "energy", "tags_column": "tags", "note_column": "note"}
    answer = call("/v1/checkins/import", {"csv": "\n".join(lines), "mapping": mapping}, token)
    if answer["imported"] != days * a_day:
        raise SystemExit(f"The import brought {answer} instead of {days * a_day}.")
