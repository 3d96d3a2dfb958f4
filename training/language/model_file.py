"""The model file that Halcyon.Language embeds: little-endian, compressed. LanguageModel.cs reads it."""

import struct
import zlib

import numpy as np

MAGIC = b"HLM1"
STEPS = 127


def quantise(weights):
    """Whole steps of one size for each head; returns what they stand for as well."""
    scale = float(np.abs(weights).max() / STEPS) or 1.0
    steps = np.round(weights / scale).clip(-STEPS, STEPS).astype(np.int8)
    return steps, np.float32(scale)


def write(path, vectorizer, fnv, heads, risk):
    """heads: name -> (weights, bias, slope, offset, threshold). risk: numbers of the second stage."""
    body = bytearray()
    body += struct.pack("<iii", len(vectorizer.hashes[0]), len(vectorizer.hashes[1]), len(heads))
    for block in (0, 1):
        body += vectorizer.hashes[block].astype("<u4").tobytes()
        body += np.round(vectorizer.idf[block] * 16).astype(np.uint8).tobytes()
    for name, (weights, bias, slope, offset, threshold) in heads.items():
        steps, scale = quantise(weights)
        encoded = name.encode()
        body += struct.pack("<B", len(encoded)) + encoded
        body += struct.pack("<fffff", scale, bias, slope, offset, threshold)
        body += steps.tobytes()
    valence = sorted((fnv(word), value) for word, value in vectorizer.valence.items())
    body += struct.pack("<i", len(valence))
    body += np.array([h for h, _ in valence], dtype="<u4").tobytes()
    body += np.array([v for _, v in valence], dtype=np.int8).tobytes()
    body += struct.pack("<i", len(risk)) + np.array(risk, dtype="<f4").tobytes()
    path.write_bytes(MAGIC + zlib.compress(bytes(body), 9))
