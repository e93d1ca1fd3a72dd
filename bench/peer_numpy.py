"""The layer as a NumPy user writes it, timed natively on one thread.

Reads {"cases": [[timesteps, input size, hidden size, weights], …], "rounds": n} as
JSON and answers as JSON. Draws are those of bench/wasm, from the same stream.
"""

import json
import math
import os
import platform
import sys
from time import perf_counter

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before NumPy is loaded

import numpy as np


def draw(T, I, H, weights):
    np.random.seed(0)

    def uniform(deviation, *shape):
        if weights == "tutorial":
            return np.random.random(shape)
        bound = math.sqrt(3) * deviation
        return np.random.uniform(-bound, bound, shape)

    return uniform(1, T, I), uniform(0.8 / math.sqrt(I), H, I), uniform(0.5 / math.sqrt(H), H, H), uniform(0.1, H)


def loop(x, Wx, Wh, b):
    h = np.zeros(len(b))
    states = []
    for x_t in x:
        h = np.tanh(Wx @ x_t + Wh @ h + b)
        states.append(h)
    return states


def hoisted(x, Wx, Wh, b):
    h = np.zeros(len(b))
    states = []
    for sums in x @ Wx.T + b:
        h = np.tanh(sums + Wh @ h)
        states.append(h)
    return states


def timing(f, rounds, sample=0.01):
    """Milliseconds of f, the median and the least."""
    f()
    start = perf_counter()
    f()
    times = max(1, math.ceil(sample / max(perf_counter() - start, 1e-7)))
    samples = []
    for _ in range(rounds):
        start = perf_counter()
        for _ in range(times):
            f()
        samples.append((perf_counter() - start) / times)
    return {"ms": sorted(samples)[len(samples) // 2] * 1000, "least": min(samples) * 1000}


def blas():
    """The name of the library that multiplies, from the files that are loaded."""
    try:
        with open("/proc/self/maps") as maps:
            loaded = maps.read()
    except OSError:
        return "BLAS unknown"
    for part, name in (("openblas", "OpenBLAS"), ("mkl", "MKL"), ("blis", "BLIS"), ("atlas", "ATLAS"), ("libblas", "the reference BLAS")):
        if part in loaded:
            return name
    return "BLAS unknown"


def main():
    question = json.load(sys.stdin)
    rounds = question["rounds"]
    passes = []
    for T, I, H, weights in question["cases"]:
        tensors = draw(T, I, H, weights)
        passes.append({
            "loop": timing(lambda: loop(*tensors), rounds),
            "hoisted": timing(lambda: hoisted(*tensors), rounds),
            "meanAbs": float(np.mean(np.abs(loop(*tensors)))),
        })
    values = np.random.uniform(-2, 2, 4096)
    json.dump({
        "version": np.__version__,
        "python": platform.python_version(),
        "blas": blas(),
        "passes": passes,
        "tanh": timing(lambda: np.tanh(values), rounds)["ms"] * 1e6 / 4096,
        "draws": timing(lambda: np.random.random(100_000), rounds)["ms"] * 1e6 / 100_000,
    }, sys.stdout)


main()
