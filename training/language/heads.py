"""Linear heads: weighted logistic regression, out-of-fold scores, calibration, figures."""

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import f1_score, precision_recall_curve, roc_auc_score

FOLDS = 3  # of the large corpora
RISK_FOLDS = 5
NB_FLOOR = 0.25
NB_SMOOTHING = 1.0
BINS = 15


def folds_of(groups, count=FOLDS):
    """Whole groups dealt to folds in the order in which they first appear."""
    order = {}
    for group in groups:
        order.setdefault(group, len(order))
    return np.array([order[group] % count for group in groups])


def naive_bayes_scale(features, target):
    """How much each feature tells, as NB-SVM has it; the floor keeps the rest of the features in play."""
    inside = np.asarray(features[target == 1].sum(axis=0)).ravel() + NB_SMOOTHING
    outside = np.asarray(features[target == 0].sum(axis=0)).ravel() + NB_SMOOTHING
    ratio = np.abs(np.log((inside / inside.sum()) / (outside / outside.sum())))
    return NB_FLOOR + ratio / ratio.max()


class Classifier:
    def __init__(self, strength, balanced=False, tolerance=1e-2):
        self.strength = strength
        self.balanced = balanced
        self.tolerance = tolerance

    def fit(self, features, target, weight=None):
        scale = naive_bayes_scale(features, target)
        model = LogisticRegression(
            C=self.strength, solver="liblinear", tol=self.tolerance, class_weight="balanced" if self.balanced else None
        ).fit(features @ sp.diags(scale.astype(np.float32)), target, sample_weight=weight)
        self.weights = model.coef_[0] * scale
        self.bias = float(model.intercept_[0])
        return self

    def score(self, features):
        return features @ self.weights + self.bias


class Regression:
    def __init__(self, penalty):
        self.penalty = penalty

    def fit(self, features, target, weight=None):
        model = Ridge(alpha=self.penalty, solver="sparse_cg", tol=1e-3).fit(features, target, sample_weight=weight)
        self.weights = model.coef_
        self.bias = float(model.intercept_)
        return self

    def score(self, features):
        return features @ self.weights + self.bias


def out_of_fold(make, features, target, folds, weight=None):
    scores = np.zeros(len(target))
    for fold in np.unique(folds):
        train, held = folds != fold, folds == fold
        scores[held] = make().fit(features[train], target[train], None if weight is None else weight[train]).score(features[held])
    return scores


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -40, 40)))


def calibrate(scores, target, weight=None):
    """Platt: slope and offset of a logistic on out-of-fold scores."""
    model = LogisticRegression(C=1e6).fit(scores[:, None], target, sample_weight=weight)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def best_threshold(probabilities, target):
    """The probability that gives the best F1, sought on out-of-fold rows."""
    candidates = np.quantile(probabilities, np.linspace(0.3, 0.999, 200))
    order = np.argsort(probabilities)
    positive_from = np.append(np.cumsum(target[order][::-1])[::-1], 0)
    first = np.searchsorted(probabilities[order], candidates, side="right")
    found = positive_from[first]
    return float(candidates[np.argmax(2 * found / (len(target) - first + target.sum()))])


def calibration_error(probabilities, target):
    """Expected calibration error, equal-width bins."""
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    gaps = [
        abs(probabilities[bins == b].mean() - target[bins == b].mean()) * (bins == b).sum() for b in range(BINS) if (bins == b).any()
    ]
    return float(sum(gaps) / len(target))


def recall_at(target, scores, precision):
    found, recall, thresholds = precision_recall_curve(target, scores)
    good = found[:-1] >= precision
    if not good.any():
        return 0.0, float("inf")
    at = np.argmax(np.where(good, recall[:-1], -1))
    return float(recall[at]), float(thresholds[at])


def area(target, scores):
    return float(roc_auc_score(target, scores)) if 0 < target.sum() < len(target) else float("nan")
