"""Answers questions about NumPy on pipes, for the tests that compare with it.

Numbers are little-endian. A question is one byte, what follows it depends on
which; an answer is a uint32 of bytes and so many bytes.

  v                                       the versions of NumPy and Python
  a  uint32 n, n × uint32 shape, values   str() of the array
  e  float64                              the element alone: positional, newline, scientific
  r  uint32 seed, uint32 n,               np.random.seed(seed) and n draws, as float64s;
     n × (byte kind, uint32 count,        the kind is r random, u uniform(low, high)
          float64 low, float64 high)      or n standard_normal
"""

import math
import platform
import struct
import sys

import numpy as np


def read(layout):
    layout = "<" + layout
    data = sys.stdin.buffer.read(struct.calcsize(layout))
    return struct.unpack(layout, data)


def array():
    (n,) = read("I")
    shape = read(f"{n}I")
    data = sys.stdin.buffer.read(8 * math.prod(shape))
    return str(np.frombuffer(data, "<f8").reshape(shape)).encode()


def element():
    (v,) = read("d")
    positional = np.format_float_positional(v, precision=8, unique=True, trim=".")
    scientific = np.format_float_scientific(v, precision=8, min_digits=8, unique=True, trim="k")
    return f"{positional}\n{scientific}".encode()


def stream():
    seed, n = read("II")
    np.random.seed(seed)
    draws = []
    for _ in range(n):
        kind, count, low, high = read("cIdd")
        if kind == b"r":
            draws.append(np.random.random(count))
        elif kind == b"u":
            draws.append(np.random.uniform(low, high, count))
        else:
            draws.append(np.random.standard_normal(count))
    return np.concatenate(draws).astype("<f8").tobytes()


def versions():
    return f"NumPy {np.__version__}, Python {platform.python_version()}".encode()


ANSWERS = {b"v": versions, b"a": array, b"e": element, b"r": stream}

while question := sys.stdin.buffer.read(1):
    answer = ANSWERS[question]()
    sys.stdout.buffer.write(struct.pack("<I", len(answer)) + answer)
    sys.stdout.buffer.flush()
