"""Text to features, exactly as Halcyon.Language computes them (TextFeatures.cs): change both or neither."""

import unicodedata
from collections import Counter

import numpy as np
import scipy.sparse as sp

LONGEST_TEXT = 20_000  # code points read by the models
NEGATION_REACH = 4
CHARACTER_WEIGHT = 0.7
NEGATIONS = frozenset(
    "not no never cant dont can't don't isn't wasn't didn't doesn't won't wouldn't ain't without couldn't shouldn't aren't".split()
)
SUFFIXES = ("ingly", "edly", "ing", "ied", "ies", "ed", "es", "ly", "s", "er", "est")


def fold(character):
    """Small letter where that is one letter, straight apostrophes."""
    if character in "’‘`´ʼ":
        return "'"
    small = character.lower()
    return small if len(small) == 1 else character


def tokenize(text):
    """Words (letters, digits, apostrophes), runs of ! and ?, runs of dots, other marks and emoji one by one."""
    text = "".join(fold(c) for c in text[:LONGEST_TEXT])
    tokens = []
    index = 0
    while index < len(text):
        character = text[index]
        kind = kind_of(character)
        end = index + 1
        if kind == "w":
            while end < len(text) and kind_of(text[end]) == "w":
                end += 1
            tokens.append(text[index:end])
        elif kind == "!":
            while end < len(text) and text[end] in "!?":
                end += 1
            tokens.append(text[index : min(end, index + 3)])
        elif kind == ".":
            while end < len(text) and text[end] == ".":
                end += 1
            tokens.append("." if end == index + 1 else "..")
        elif kind == "m":
            tokens.append(character)
        index = end
    return tokens


def kind_of(character):
    if character == "'":
        return "w"
    if character in "!?":
        return "!"
    if character == ".":
        return "."
    if character in "[]_":
        return ""
    category = unicodedata.category(character)
    if category[0] == "L" or category == "Nd":
        return "w"
    return "m" if category[0] in "PS" else ""


def stem(word):
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def word_features(text, tokens, valence):
    """Words, pairs, triples, pairs with a gap, stems, words after a negation, valence, shouting, length."""
    found = ["1" + word for word in tokens]
    padded = ["<s>", *tokens, "</s>"]
    found += [f"2{a} {b}" for a, b in zip(padded, padded[1:])]
    found += [f"3{a} {b} {c}" for a, b, c in zip(padded, padded[1:], padded[2:])]
    found += [f"k{a} {c}" for a, c in zip(tokens, tokens[2:])]
    found += ["m" + stem(word) for word in tokens if len(word) > 3]
    reach = 0
    for word in tokens:
        if word in NEGATIONS:
            reach = NEGATION_REACH
            continue
        if reach > 0:
            found.append("n" + word)
            reach -= 1
        if word[0] in ".,!?;":
            reach = 0
    found += [f"v{valence[word]}" for word in tokens if word in valence]
    if is_shouted(text):
        found.append("u")
    found.append(f"l{min(6, len(tokens) // 5)}")
    return found


def is_shouted(text):
    letters = [c for c in text[:LONGEST_TEXT] if unicodedata.category(c)[0] == "L"]
    capitals = sum(unicodedata.category(c) == "Lu" for c in letters)
    return capitals > 0 and capitals > 0.6 * len(letters)


def character_features(tokens):
    """Two to five characters inside a word, its ends marked."""
    found = []
    for token in tokens:
        marked = f"_{token}_"
        for length in range(2, 6):
            found += ["c" + marked[start : start + length] for start in range(len(marked) - length + 1)]
            if length >= len(marked):
                break
    return found


def fnv(feature):
    """FNV-1a, 32 bits, over UTF-16 units."""
    value = 2166136261
    units = np.frombuffer(feature.encode("utf-16-le"), dtype="<u2")
    for unit in units:
        value = ((value ^ int(unit)) * 16777619) & 0xFFFFFFFF
    return value


class Vectorizer:
    """TF-IDF of two blocks, words and characters, each of length one; the second weighs less."""

    def __init__(self, valence, fewest_words=2, fewest_characters=3):
        self.valence = valence
        self.fewest = (fewest_words, fewest_characters)

    def fit(self, texts):
        seen = (Counter(), Counter())
        for text in texts:
            for block, found in enumerate(self._features(text)):
                seen[block].update(set(found))
        kept = [[f for f, n in seen[block].items() if n >= self.fewest[block]] for block in (0, 1)]
        # Two features with one hash are one feature.
        hashes = [{f: fnv(f) for f in block} for block in kept]
        self.hashes = [np.array(sorted(set(block.values())), dtype=np.uint32) for block in hashes]
        index = [{h: i for i, h in enumerate(block)} for block in self.hashes]
        self.index = [{f: index[block][h] for f, h in hashes[block].items()} for block in (0, 1)]
        documents = len(texts)
        self.idf = []
        for block in (0, 1):
            count = np.zeros(len(self.hashes[block]))
            for feature in kept[block]:
                count[self.index[block][feature]] += seen[block][feature]
            # In steps that fit a byte, so that training sees what ships.
            self.idf.append(np.round((np.log((1 + documents) / (1 + count)) + 1) * 16).clip(1, 255) / 16)
        return self

    def _features(self, text):
        tokens = tokenize(text)
        return word_features(text, tokens, self.valence), character_features(tokens)

    def transform(self, texts):
        blocks = ([], [])
        for text in texts:
            for block, found in enumerate(self._features(text)):
                blocks[block].append(Counter(self.index[block][f] for f in found if f in self.index[block]))
        return sp.hstack(
            [self._matrix(blocks[0], 0, 1.0), self._matrix(blocks[1], 1, CHARACTER_WEIGHT)]
        ).tocsr().astype(np.float32)

    def _matrix(self, rows, block, weight):
        pointers = np.cumsum([0] + [len(row) for row in rows])
        columns = np.fromiter((c for row in rows for c in row), dtype=np.int32, count=pointers[-1])
        counts = np.fromiter((n for row in rows for n in row.values()), dtype=np.float64, count=pointers[-1])
        values = (1 + np.log(counts)) * self.idf[block][columns]
        matrix = sp.csr_matrix((values, columns, pointers), shape=(len(rows), len(self.hashes[block])))
        length = np.sqrt(matrix.multiply(matrix).sum(axis=1)).A1
        length[length == 0] = 1
        return sp.diags(weight / length) @ matrix
