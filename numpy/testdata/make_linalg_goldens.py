"""Writes linalg.json.gz: what the real NumPy makes of square matrices.

    cd numpy/testdata && /usr/bin/python3 make_linalg_goldens.py

  q       of q, r = np.linalg.qr(a); q *= np.sign(np.diag(r)), where a's condition
          number does not let rounding decide it; above order 16 every 13th value
  re, im  of np.linalg.eigvals(a), by their modulus

A float64 is written as the 16 hex digits of its bits, and a matrix that is drawn
as the call that draws it, times a scale. The file records the versions it was
made with. The last bits are those of the LAPACK under NumPy.
"""

import gzip
import json
import platform

import numpy as np

VERSIONS = {"numpy": np.__version__, "python": platform.python_version()}
SIZES = [1, 2, 3, 5, 8, 16, 33, 64]
EVERY = 13


def bits(values):
    values = np.asarray(values, dtype=np.float64).ravel()
    return values.astype(">f8").tobytes().hex()


cases = []


def add(name, a, tolerance=1e-12, all_tolerance=None, **how):
    """The tolerances are of the radius and of all eigenvalues, relative to it."""
    n = len(a)
    case = {"name": name, "n": n, "tolerance": tolerance, "allTolerance": all_tolerance or tolerance}
    case.update(how or {"bits": bits(a)})
    largest = np.abs(a).max()
    if largest == 0 or np.linalg.cond(a / largest) < 1e4:
        q, r = np.linalg.qr(a)
        q *= np.sign(np.diag(r))
        case["every"] = EVERY if n > 16 else 1
        case["q"] = bits(q.ravel()[:: case["every"]])
    values = np.linalg.eigvals(a)
    values = values[np.argsort(-np.abs(values), kind="stable")]
    case["re"], case["im"] = bits(values.real), bits(values.imag)
    cases.append(case)


def add_drawn(name, kind, n, seed, *bounds, scale=1.0):
    np.random.seed(seed)
    a = getattr(np.random, kind)(*bounds, size=(n, n)) * scale
    add(name, a, kind=kind, seed=seed, bounds=bits(bounds), scale=scale)


def rotation(n):
    """Of the planes (0, 1), (2, 3), … by 1, 2, … radians."""
    a = np.eye(n)
    for i in range(0, n - 1, 2):
        c, s = np.cos(i / 2 + 1), np.sin(i / 2 + 1)
        a[i : i + 2, i : i + 2] = [[c, -s], [s, c]]
    return a


def jordan(n, value):
    return value * np.eye(n) + np.eye(n, k=1)


def companion(coefficients):
    """Of z^n + c[n-1] z^(n-1) + … + c[0]."""
    n = len(coefficients)
    a = np.eye(n, k=-1)
    a[:, -1] = -np.asarray(coefficients)
    return a


def make():
    rng = np.random.RandomState(20260105)
    for n in SIZES:
        bound = 1 / np.sqrt(n)
        for seed in (n, 1000 + n):
            add_drawn("normal", "standard_normal", n, seed)
            add_drawn("uniform", "uniform", n, seed, 0.0, 1.0)
            add_drawn("PyTorch's weights", "uniform", n, seed, -bound, bound)
        add_drawn("normal, 1e-200", "standard_normal", n, n, scale=1e-200)
        add_drawn("normal, 1e200", "standard_normal", n, n, scale=1e200)
        add("identity", np.eye(n))
        add("zero", np.zeros((n, n)))
        add("rotation", rotation(n))
        add("Jordan block", jordan(n, 0.9))
        add("Jordan block, transposed", jordan(n, 0.9).T)
        add("Jordan block of 0", jordan(n, 0.0))
        order = rng.permutation(n)
        add("Jordan block, permuted", jordan(n, 0.9)[order][:, order])
        add("triangular, permuted", np.triu(rng.randint(-9, 10, (n, n)))[order][:, order])
        add("block triangular", np.kron(np.triu(rng.randint(1, 9, (n, n))), [[1, -2], [1, 1]])[:n, :n])
        add("companion", companion(rng.randint(-8, 9, n) / 8))
        add("companion of the roots of 1", companion([-1.0] + [0.0] * (n - 1)))
        add("companion of the roots of -1", companion([1.0] + [0.0] * (n - 1)).T)
        a = rng.randint(-8, 9, (n, n)) / 8
        add("symmetric", a + a.T)
        add("skew", a - a.T)
        add("rows of many scales", a * 10.0 ** -(np.arange(n) % 12)[:, None])
        add("similar to one of many scales", a * 2.0 ** (5 * (np.arange(n) % 9))[:, None] / 2.0 ** (5 * (np.arange(n) % 9)))
        # 0 is an eigenvalue of a Jordan block, which rounding takes apart.
        add("sparse", a * (rng.random_sample((n, n)) < 2 / n), all_tolerance=1e-6)
        add("rank 1", np.outer(a[0], a[:, 0]))
        if n > 16:
            continue
        add("orthogonal", np.linalg.qr(a + 3 * np.eye(n))[0])
        # n equal eigenvalues that no zero shows: a rounding moves them by its n-th root.
        q = np.linalg.qr(a + 3 * np.eye(n))[0]
        add("Jordan block, turned", q @ jordan(n, 0.9) @ q.T, 1e-12 if n == 1 else 10 * 1e-16 ** (1 / n))


if __name__ == "__main__":
    make()
    text = json.dumps({**VERSIONS, "cases": cases}, separators=(",", ":"))
    with open("linalg.json.gz", "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(text.encode())
    print(VERSIONS, len(cases), "matrices")
