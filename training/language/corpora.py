"""The public corpora as rows of text, targets (1, 0 or NaN for "not said") and a group that is never split."""

import csv
from dataclasses import dataclass, field

import numpy as np

BASIC = ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"]
EMOTIONS = [
    "joy", "sadness", "anger", "fear", "disgust", "surprise", "anxiety", "overwhelm", "calm", "hopeful", "frustrated", "neutral",
]
RISK = ["ideation"]

GOEMOTIONS = {
    "joy": "joy", "amusement": "joy", "excitement": "joy", "love": "joy", "gratitude": "joy", "pride": "joy", "admiration": "joy",
    "sadness": "sadness", "grief": "sadness", "remorse": "sadness", "disappointment": "sadness", "anger": "anger", "fear": "fear",
    "disgust": "disgust", "surprise": "surprise", "nervousness": "anxiety", "relief": "calm", "optimism": "hopeful",
    "annoyance": "frustrated", "neutral": "neutral",
}
PLEASANT = {"joy", "calm", "hopeful"}
UNPLEASANT = {"sadness", "anger", "fear", "disgust", "anxiety", "frustrated", "overwhelm"}
LEMOTIF = {
    "happy": "joy", "excited": "joy", "proud": "joy", "satisfied": "joy", "calm": "calm", "anxious": "anxiety",
    "frustrated": "frustrated", "sad": "sadness", "angry": "anger", "afraid": "fear", "surprised": "surprise", "disgusted": "disgust",
}
PERSONAS = {"Sad": "sadness", "Happy": "joy", "Angry": "anger", "Anxious": "anxiety"}
XED = {"1": "anger", "3": "disgust", "4": "fear", "5": "joy", "6": "sadness", "7": "surprise"}
OVERWHELMED_FROM = 5.5


@dataclass
class Rows:
    """One corpus. Targets are arrays of rows by labels; sentiment is one number a row."""

    name: str
    texts: list
    groups: list
    emotions: np.ndarray = None
    basic: np.ndarray = None
    sentiment: np.ndarray = None
    risk: np.ndarray = None
    detail: dict = field(default_factory=dict)

    def __post_init__(self):
        unsaid = lambda width: np.full((len(self.texts), width), np.nan)
        self.emotions = unsaid(len(EMOTIONS)) if self.emotions is None else self.emotions
        self.basic = unsaid(len(BASIC)) if self.basic is None else self.basic
        self.sentiment = unsaid(1)[:, 0] if self.sentiment is None else self.sentiment
        self.risk = unsaid(len(RISK)) if self.risk is None else self.risk


def target(labels, known):
    """1 for the labels said, 0 for the other known ones, NaN for what the corpus does not ask."""
    return [np.nan if name not in known else float(name in labels) for name in EMOTIONS]


def pleasantness(labels):
    if not labels or labels == {"surprise"}:
        return np.nan
    return float(np.mean([1 if x in PLEASANT else -1 if x in UNPLEASANT else 0 for x in labels]))


def goemotions(folder, part):
    names = (folder / "goemotions/original.labels.txt").read_text().split()
    texts, emotions, basic, sentiment = [], [], [], []
    fine = (folder / f"goemotions/original.{part}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    coarse = (folder / f"goemotions/ekman.{part}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    known = set(GOEMOTIONS.values())
    for line, grouped in zip(fine, coarse, strict=True):
        text, labels, _ = line.split("\t")
        said = {names[int(i)] for i in labels.split(",")}
        mapped = {GOEMOTIONS[x] for x in said if x in GOEMOTIONS}
        if said != {"neutral"}:
            mapped.discard("neutral")
        texts.append(text)
        emotions.append(target(mapped, known) if mapped else [np.nan] * len(EMOTIONS))
        basic.append([float(str(k) in grouped.split("\t")[1].split(",")) for k in range(len(BASIC))])
        sentiment.append(pleasantness(mapped))
    groups = [f"goemotions {i // 100}" for i in range(len(texts))]
    return Rows(f"GoEmotions {part}", texts, groups, np.array(emotions), np.array(basic), np.array(sentiment))


def read_csv(path):
    with open(path, encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def lemotif(folder):
    rows = read_csv(folder / "lemotif/lemotif-data-cleaned-flat.csv")
    known = set(LEMOTIF.values())
    said = [{LEMOTIF[k] for k in LEMOTIF if row[f"Answer.f1.{k}.raw"] == "TRUE"} for row in rows]
    # An entry all of whose emotions are outside the twelve is not scored.
    emotions = [target(x, known) if x else [np.nan] * len(EMOTIONS) for x in said]
    # Contiguous tenths: one author's entries stand together.
    groups = [f"lemotif {i * 10 // len(rows)}" for i in range(len(rows))]
    return Rows("Lemotif", [r["Answer"] for r in rows], groups, np.array(emotions), sentiment=np.array([pleasantness(x) for x in said]))


def personas(folder):
    rows = read_csv(folder / "empathetic_personas/ep_en_long.csv")
    known = set(PERSONAS.values())
    said = [{PERSONAS[r["emotion"]]} for r in rows]
    return Rows(
        "EmpatheticPersonas", [r["text"] for r in rows], ["personas " + r["respondent"] for r in rows],
        np.array([target(x, known) for x in said]), sentiment=np.array([pleasantness(x) for x in said]),
    )


def xed(folder):
    texts, emotions = [], []
    known = set(XED.values()) | {"neutral"}
    for line in (folder / "xed/en-annotated.tsv").read_text(encoding="utf-8").split("\n"):
        text, _, labels = line.partition("\t")
        said = {XED[x] for x in labels.replace(" ", "").split(",") if x in XED}
        if said:
            texts.append(text)
            emotions.append(target(said, known))
    for line in (folder / "xed/neu_en.txt").read_text(encoding="utf-8").split("\n"):
        _, _, text = line.partition("\t")
        if text:
            texts.append(text)
            emotions.append(target({"neutral"}, known))
    return Rows("XED", texts, [f"xed {i // 50}" for i in range(len(texts))], np.array(emotions))


def sad(folder):
    rows = read_csv(folder / "sad/SAD_v1.csv")
    stressed = [float(r["is_stressor"] == "1" and float(r["avg_severity"]) >= OVERWHELMED_FROM) for r in rows]
    emotions = np.full((len(rows), len(EMOTIONS)), np.nan)
    emotions[:, EMOTIONS.index("overwhelm")] = stressed
    return Rows("SAD", [r["sentence"] for r in rows], [f"sad {i // 50}" for i in range(len(rows))], emotions)


def emobank(folder):
    rows = read_csv(folder / "emobank/emobank.csv")
    # Valence 1 to 5 with most of it between 2 and 4.
    valence = np.array([(float(r["V"]) - 3) / 1.5 for r in rows])
    return Rows("EmoBank", [r["text"] for r in rows], [f"emobank {i // 50}" for i in range(len(rows))], sentiment=valence.clip(-1, 1))


def cssrs(folder):
    rows = [r for r in read_csv(folder / "cssrs500/post_level.csv") if r["label_norm"]]
    worse = np.array([[float(r["label_norm"] in ("ideation", "behavior", "attempt"))] for r in rows])
    return Rows(
        "C-SSRS posts", [r["post"] for r in rows], ["cssrs " + r["user_group"] for r in rows], risk=worse,
        detail={"label": [r["label_norm"] for r in rows]},
    )


def published(folder):
    """The rule corpus of the tests: cries for help and what resembles them. What is only measured on stays out. One file, one group:
    a fold is judged on authors that it never saw."""
    files = [folder / f"{name}.tsv" for name in ("tuning", "held-out", "second-look", "third-look", "indirect-tuned", "wide-tuned")]
    texts, cries, groups = [], [], []
    for file in files + sorted((folder / "voices").glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line and line[0] != "#":
                _, least, _, text = line.split("\t")
                texts.append(text.replace("\\n", "\n"))
                cries.append([float(least != "low")])
                groups.append(file.stem)
    return Rows("Halcyon's corpus", texts, groups, risk=np.array(cries))


def valence_words(folder):
    """VADER's single words, rounded to whole steps."""
    words = {}
    for line in (folder / "vader/vader_lexicon.txt").read_text(encoding="utf-8").split("\n"):
        parts = line.split("\t")
        if len(parts) > 1 and all(c.isascii() and (c.isalnum() or c == "'") for c in parts[0]):
            words[parts[0].lower()] = round(float(parts[1]))
    return {word: value for word, value in words.items() if value != 0}
