"""Trains the language models of Halcyon.

usage: train.py DATA_FOLDER --halcyon PATH_OF_halcyon.dll [--corpus FOLDER] [--out MODEL_FILE] [--figures FILE] [--golden FILE]

DATA_FOLDER holds the corpora as docs/models/emotions.md names them. The rules are asked through the executable, because
the risk model learns what to add to them. The same inputs give the same file.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from scipy.stats import pearsonr
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

import corpora
import heads as h
import model_file
from corpora import BASIC, EMOTIONS
from features import Vectorizer, fnv, tokenize

# A corpus counts by its closeness to short personal entries, not by its number of rows.
WEIGHTS = {"GoEmotions train": 1.0, "Lemotif": 2.0, "EmpatheticPersonas": 2.0, "SAD": 1.0, "EmoBank": 1.0}
WEAK_NEGATIVES = 0.3
RISK_PRECISION = 0.59
RISK_HIGH_PRECISION = 0.85
# The second risk head hears short entries. What it may cost: so many of 1,000 ordinary rows at moderate, and at high.
CRY_ALARMS = 8.0
CRY_ALARMS_HIGH = 1.0
CRY_STRENGTH = 16.0
CRY_WEIGHT = 10.0
CRY_POST_WEIGHT = 0.5
CRY_LONGEST_POST = 600
WRITER = frozenset("i me my myself mine i'm im i've ive i'd i'll".split())
READER = frozenset("you your yours yourself you're youre you've you'd you'll u ur".split())


def main():
    options = arguments()
    started = time.time()
    data = options.data
    train = [
        corpora.goemotions(data, "train"), corpora.lemotif(data), corpora.personas(data), corpora.sad(data), corpora.emobank(data),
        corpora.cssrs(data),
    ]
    own = corpora.published(options.corpus)
    # Held out. XED (film subtitles) is not trained on, because that made the official split worse: it is the foreign domain.
    held = [corpora.goemotions(data, "dev"), corpora.xed(data)]
    vectorizer = Vectorizer(corpora.valence_words(data)).fit([text for rows in train for text in rows.texts])
    say(f"{len(vectorizer.hashes[0])} word and {len(vectorizer.hashes[1])} character features", started)
    matrices = {rows.name: vectorizer.transform(rows.texts) for rows in [*train, own, *held]}
    figures, heads = {}, {}
    basic(train[0], held[0], matrices, figures, heads, started)
    emotions(train, held, matrices, figures, heads, started)
    sentiment(train, matrices, figures, heads, started)
    risk = risk_model(train[-1], matrices, figures, heads, options.halcyon, started)
    risk += cry_model(own, train, matrices, figures, heads, options.halcyon, started)
    model_file.write(options.out, vectorizer, fnv, heads, risk)
    figures["model_bytes"] = options.out.stat().st_size
    options.figures.write_text(json.dumps(figures, indent=2) + "\n")
    if options.golden:
        write_golden(options.golden, vectorizer, heads)
    say(f"wrote {options.out}, {figures['model_bytes']:,} bytes", started)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    here = pathlib.Path(__file__).resolve().parent
    root = here.parent.parent
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--halcyon", type=pathlib.Path, required=True)
    parser.add_argument("--corpus", type=pathlib.Path, default=root / "tests/Halcyon.Language.Tests/Crisis/corpus")
    parser.add_argument("--out", type=pathlib.Path, default=root / "src/Halcyon.Language/Weights/language.model")
    parser.add_argument("--figures", type=pathlib.Path, default=root / "docs/models/figures.json")
    parser.add_argument("--golden", type=pathlib.Path, default=root / "tests/Halcyon.Language.Tests/Weights/golden.tsv")
    return parser.parse_args()


def say(message, started):
    print(f"{time.time() - started:6.0f} s  {message}", file=sys.stderr, flush=True)


def finish(heads, name, model, scores, target, weight=None):
    """Calibrates on out-of-fold scores and keeps the model; returns the out-of-fold probabilities."""
    slope, offset = h.calibrate(scores, target, weight)
    probabilities = h.sigmoid(slope * scores + offset)
    heads[name] = (model.weights, model.bias, slope, offset, h.best_threshold(probabilities, target))
    return probabilities


def probability(heads, name, features):
    weights, bias, slope, offset, _ = heads[name]
    # With the steps that ship, so that the figures are those of the file.
    steps, scale = model_file.quantise(weights)
    return h.sigmoid(slope * (features @ (steps * scale) + bias) + offset)


def basic(rows, dev, matrices, figures, heads, started):
    """The seven groups of the GoEmotions paper on its own split."""
    features, held = matrices[rows.name], matrices[dev.name]
    folds = h.folds_of(rows.groups)
    result = {}
    for k, name in enumerate(BASIC):
        make = lambda: h.Classifier(4.0)
        target = rows.basic[:, k]
        scores = h.out_of_fold(make, features, target, folds)
        own = finish(heads, "basic:" + name, make().fit(features, target), scores, target)
        threshold = heads["basic:" + name][4]
        guess = probability(heads, "basic:" + name, held)
        result[name] = {
            "f1_cross_validated": f1_score(target, own > threshold),
            "f1_dev": f1_score(dev.basic[:, k], guess > threshold),
            "auroc_dev": h.area(dev.basic[:, k], guess),
            "ece_dev": h.calibration_error(guess, dev.basic[:, k]),
        }
        say(f"basic {name}: " + ", ".join(f"{a} {b:.3f}" for a, b in result[name].items()), started)
    result["macro"] = {key: float(np.mean([result[n][key] for n in BASIC])) for key in result[BASIC[0]]}
    say(f"basic macro: {result['macro']}", started)
    figures["basic_emotions"] = result


def emotions(train, held_out, matrices, figures, heads, started):
    result = {}
    for k, name in enumerate(EMOTIONS):
        parts = [(rows, ~np.isnan(rows.emotions[:, k])) for rows in train]
        parts = [(rows, known) for rows, known in parts if known.any()]
        if name == "overwhelm":
            # The proxy alone would learn the style of its corpus: plain rows of the others count as weak negatives.
            others = [(rows, ~np.isnan(rows.emotions).all(axis=1)) for rows in train if rows.name in ("GoEmotions train", "EmpatheticPersonas")]
            parts += others
        features = h.sp.vstack([matrices[rows.name][known] for rows, known in parts]).tocsr()
        target = np.concatenate([np.nan_to_num(rows.emotions[known, k]) for rows, known in parts])
        source = np.concatenate([[rows.name] * known.sum() for rows, known in parts])
        groups = np.concatenate([np.array(rows.groups)[known] for rows, known in parts])
        weight = np.array([WEIGHTS[s] for s in source])
        if name == "overwhelm":
            weight[source != "SAD"] = WEAK_NEGATIVES
        folds = h.folds_of(groups)
        make = lambda: h.Classifier(2.0, tolerance=0.02)
        scores = h.out_of_fold(make, features, target, folds, weight)
        model = make().fit(features, target, weight)
        # Every corpus has the same say in what a probability means.
        even = np.array([1 / (source == s).sum() for s in source]) * len(source)
        own = finish(heads, name, model, scores, target, even)
        result[name] = by_source(own, target, source, heads[name][4])
        for rows in held_out:
            known = ~np.isnan(rows.emotions[:, k])
            if known.any():
                guess = probability(heads, name, matrices[rows.name][known])
                result[name][rows.name] = label_figures(guess, rows.emotions[known, k], heads[name][4])
        say(f"{name}: " + json.dumps(result[name]), started)
    figures["emotions"] = result
    for corpus in ("GoEmotions dev", "Lemotif", "EmpatheticPersonas", "XED"):
        own = [result[name][corpus] for name in EMOTIONS if corpus in result[name]]
        figures[f"emotions_macro {corpus}"] = {key: float(np.mean([x[key] for x in own])) for key in ("f1", "auroc", "ece")} | {"labels": len(own)}


def label_figures(guess, target, threshold):
    return {
        "rows": int(len(target)), "positive": int(target.sum()), "f1": float(f1_score(target, guess > threshold, zero_division=0)),
        "f1_own_threshold": float(f1_score(target, guess > h.best_threshold(guess, target), zero_division=0)),
        "auroc": h.area(target, guess), "ece": h.calibration_error(guess, target),
    }


def by_source(guess, target, source, threshold):
    return {
        str(s): label_figures(guess[source == s], target[source == s], threshold)
        for s in dict.fromkeys(source) if 0 < target[source == s].sum()
    }


def sentiment(train, matrices, figures, heads, started):
    parts = [(rows, ~np.isnan(rows.sentiment)) for rows in train]
    parts = [(rows, known) for rows, known in parts if known.any()]
    features = h.sp.vstack([matrices[rows.name][known] for rows, known in parts]).tocsr()
    target = np.concatenate([rows.sentiment[known] for rows, known in parts])
    source = np.concatenate([[rows.name] * known.sum() for rows, known in parts])
    weight = np.array([WEIGHTS[s] for s in source])
    folds = h.folds_of(np.concatenate([np.array(rows.groups)[known] for rows, known in parts]))
    make = lambda: h.Regression(2.0)
    scores = h.out_of_fold(make, features, target, folds, weight).clip(-1, 1)
    model = make().fit(features, target, weight)
    heads["sentiment"] = (model.weights, model.bias, 1.0, 0.0, 0.0)
    figures["sentiment_pearson_r"] = {str(s): float(pearsonr(target[source == s], scores[source == s])[0]) for s in dict.fromkeys(source)}
    say(f"sentiment: {figures['sentiment_pearson_r']}", started)


def rule_levels(texts, halcyon):
    """The highest level of the rules for each text, 0 to 3."""
    lines = "\n".join(" ".join(text.splitlines()) if "\r" in text else text.replace("\n", "\u2028") for text in texts) + "\n"
    run = subprocess.run(["dotnet", str(halcyon), "text", "-", "--json"], input=lines.encode(), stdout=subprocess.PIPE, check=True)
    order = ["low", "moderate", "high", "critical"]
    answers = [json.loads(line) for line in run.stdout.decode().splitlines()]
    if len(answers) != len(texts):
        sys.exit(f"The rules answered {len(answers)} of {len(texts)} texts.")
    return np.array([max([order.index(span["level"]) for span in a["crisis"]["spans"]], default=0) for a in answers])


def plain_measures(text):
    """Whom the text speaks of, and how long it is: posts that help others say "you"."""
    tokens = tokenize(text)
    count = max(1, len(tokens))
    return [sum(t in WRITER for t in tokens) / count, sum(t in READER for t in tokens) / count, float(np.log(count))]


def risk_model(rows, matrices, figures, heads, halcyon, started):
    target = rows.risk[:, 0]
    features = matrices[rows.name]
    folds = h.folds_of(rows.groups, h.RISK_FOLDS)
    make = lambda: h.Classifier(1.0, balanced=True)
    scores = h.out_of_fold(make, features, target, folds)
    model = make().fit(features, target)
    heads["risk"] = (model.weights, model.bias, 1.0, 0.0, 0.0)
    levels = rule_levels(rows.texts, halcyon)
    second = np.column_stack([scores, levels >= 1, levels >= 2, levels >= 3, [plain_measures(t) for t in rows.texts]]).astype(float)
    both = np.zeros(len(target))
    fit = lambda chosen: LogisticRegression(C=1.0, max_iter=500).fit(second[chosen], target[chosen])
    for fold in range(h.RISK_FOLDS):
        both[folds == fold] = fit(folds != fold).predict_proba(second[folds == fold])[:, 1]
    final = fit(np.ones(len(target), dtype=bool))
    recall, moderate = h.recall_at(target, both, RISK_PRECISION)
    high_recall, high = h.recall_at(target, both, RISK_HIGH_PRECISION)
    rules = {f"rules >= {name}": at_level(target, levels, n) for n, name in ((1, "moderate"), (2, "high"), (3, "critical"))}
    combined = np.maximum(levels, np.where(both >= high, 2, np.where(both >= moderate, 1, 0)))
    figures["risk"] = {
        "posts": len(target), "ideation_or_worse": int(target.sum()), "users": len(set(rows.groups)),
        "auroc_text_alone": h.area(target, scores), "auroc_with_rules": h.area(target, both), "ece": h.calibration_error(both, target),
        "recall_at_precision_0.59_text_alone": h.recall_at(target, scores, RISK_PRECISION)[0],
        "recall_at_precision_0.59": recall, "recall_at_precision_0.50": h.recall_at(target, both, 0.5)[0],
        "recall_at_precision_0.75": h.recall_at(target, both, 0.75)[0], "threshold_moderate": moderate, "threshold_high": high, **rules,
        **{f"shipped >= {name}": at_level(target, combined, n) for n, name in ((1, "moderate"), (2, "high"), (3, "critical"))},
        "shipped_by_label": {
            label: [int(((combined == n) & (np.array(rows.detail["label"]) == label)).sum()) for n in range(4)]
            for label in dict.fromkeys(rows.detail["label"])
        },
    }
    say(f"risk: {json.dumps(figures['risk'])}", started)
    return [*final.coef_[0], final.intercept_[0], moderate, high]


def cry_model(own, train, matrices, figures, heads, halcyon, started):
    """Short entries: our corpus and short posts against ordinary rows in which no rule found anything."""
    posts = train[-1]
    short = np.array([len(text) <= CRY_LONGEST_POST for text in posts.texts])
    ordinary = [rows for rows in train[:-1] if rows.name != "EmpatheticPersonas"]
    calm = [rule_levels(rows.texts, halcyon) == 0 for rows in ordinary]
    parts = [(own, np.ones(len(own.texts), dtype=bool), CRY_WEIGHT), (posts, short, CRY_POST_WEIGHT)]
    parts += [(rows, kept, 1.0) for rows, kept in zip(ordinary, calm)]
    features = h.sp.vstack([matrices[rows.name][kept] for rows, kept, _ in parts]).tocsr()
    target = np.concatenate([np.nan_to_num(rows.risk[kept, 0]) for rows, kept, _ in parts])
    weight = np.concatenate([np.full(kept.sum(), each) for _, kept, each in parts])
    source = np.concatenate([[rows.name] * kept.sum() for rows, kept, _ in parts])
    folds = h.folds_of(np.concatenate([np.array(rows.groups)[kept] for rows, kept, _ in parts]))
    make = lambda: h.Classifier(CRY_STRENGTH)
    scores = h.out_of_fold(make, features, target, folds, weight)
    probabilities = finish(heads, "cry", make().fit(features, target, weight), scores, target, weight)
    plain = np.isin(source, [rows.name for rows in ordinary])
    threshold, high = (float(np.quantile(probabilities[plain], 1 - each / 1000)) for each in (CRY_ALARMS, CRY_ALARMS_HIGH))
    heads["cry"] = (*heads["cry"][:4], threshold)
    mine = source == own.name
    figures["cry"] = {
        "lines": int(mine.sum()), "cries": int(target[mine].sum()), "threshold": threshold,
        "found_out_of_fold": float((probabilities[mine & (target == 1)] > threshold).mean()),
        "found_out_of_fold_high": float((probabilities[mine & (target == 1)] > high).mean()),
        "calm_lines_asked_after": float((probabilities[mine & (target == 0)] > threshold).mean()),
        "per_1000_ordinary": {str(s): float(1000 * (probabilities[source == s] > threshold).mean()) for s in dict.fromkeys(source[plain])},
    }
    say(f"cry: {json.dumps(figures['cry'])}", started)
    return [threshold, high]


def at_level(target, levels, level):
    found = levels >= level
    return {"recall": float(target[found].sum() / target.sum()), "precision": float(target[found].mean()) if found.any() else None}


def write_golden(path, vectorizer, heads):
    """Scores of sentences that we wrote ourselves: what the C# evaluation must reproduce."""
    sentences = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    features = vectorizer.transform([s.replace("\\n", "\n") for s in sentences])
    columns = []
    for weights, bias, *_ in heads.values():
        steps, scale = model_file.quantise(weights)
        columns.append(features @ (steps.astype(np.float64) * scale) + np.float32(bias))
    lines = ["# text, then the raw score of each head: " + " ".join(heads)]
    lines += ["\t".join([s, *(f"{column[i]:.5f}" for column in columns)]) for i, s in enumerate(sentences)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
