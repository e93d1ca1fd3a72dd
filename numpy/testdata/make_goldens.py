"""Writes the goldens of this package: what the real NumPy draws and prints.

    cd numpy/testdata && /usr/bin/python3 make_goldens.py

  streams.json.gz   draws from np.random after np.random.seed, as bits
  arrays.json.gz    arrays and their str(), single elements and their texts

A float64 is written as the 16 hex digits of its bits. An array that is large is
written as the np.random.uniform call that makes it. The files record the
versions they were made with, and the same versions make the same bytes again.
"""

import gzip
import json
import platform

import numpy as np

VERSIONS = {"numpy": np.__version__, "python": platform.python_version()}


def bits(values):
    values = np.asarray(values, dtype=np.float64).ravel()
    return values.astype(">f8").tobytes().hex()


def write(name, document):
    text = json.dumps({**VERSIONS, **document}, separators=(",", ":"))
    with open(name, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(text.encode())


# --- streams

LISTED = 64  # a draw of more values is written as a checksum


def checksum(values):
    """The sum of bits[i] (2i+1) modulo 2**64, which depends on the order."""
    odd = 2 * np.arange(values.size, dtype=np.uint64) + np.uint64(1)
    return "%016x" % int((values.view(np.uint64) * odd).sum(dtype=np.uint64))


def draw(kind, count, *bounds):
    values = getattr(np.random, kind)(*bounds, size=count)
    result = {"kind": kind, "count": count}
    if bounds:
        result["bounds"] = bits(bounds)
    if count <= LISTED:
        result["bits"] = bits(values)
    elif kind != "standard_normal":
        result["checksum"] = checksum(values)
    else:
        # Other logarithms round differently, so its values are listed, sparsely.
        result["every"] = 1000
        result["bits"] = bits(values[::1000])
    return result


def stream(seed, *draws):
    np.random.seed(seed)
    return {"seed": seed, "draws": [draw(*d) for d in draws]}


def make_streams():
    chooser = np.random.RandomState(20260101)
    seeds = [0, 1, 2, 42, 123, 1234, 5489, 19650218, 2**31 - 1, 2**31, 2**32 - 1]
    seeds += [int(s) for s in chooser.randint(0, 2**32, 50, dtype=np.int64)]
    kinds = [("random", ()), ("standard_normal", ()), ("uniform", (-1.0, 1.0)), ("uniform", (0.1, 0.7)),
             ("uniform", (-0.3535533905932738, 0.3535533905932738)), ("uniform", (5.0, -3.0)),
             ("uniform", (1e300, 1.7e308)), ("uniform", (0.0, 5e-324))]
    streams = []
    for seed in seeds:
        # An odd number of normal values leaves one waiting across other draws.
        streams.append(stream(seed, ("random", 20), ("standard_normal", 7), ("random", 3), ("standard_normal", 1),
                              ("uniform", 5, -2.5, 7.25), ("standard_normal", 20)))
        order = chooser.randint(0, len(kinds), 12)
        streams.append(stream(seed, *((kinds[k][0], int(chooser.randint(1, 9)), *kinds[k][1]) for k in order)))
    for seed in seeds[:11]:
        streams.append(stream(seed, ("random", 1_000_000), ("random", 20), ("uniform", 100_000, -1.0, 1.0),
                              ("standard_normal", 100_001), ("random", 1), ("standard_normal", 2)))
    # One word before and after the 624 words of the generator's state run out.
    streams += [stream(7, ("random", n), ("standard_normal", 5)) for n in (310, 311, 312, 313, 623, 624, 625)]
    return streams


# --- arrays

arrays = []


def add(name, a, **how):
    a = np.asarray(a, dtype=np.float64)
    case = {"name": name, "shape": a.shape, "text": str(a)}
    case.update(how or {"bits": bits(a)})
    if a.size > 1000:
        with np.printoptions(threshold=np.inf):
            case["scientific"] = "e" in str(a)
    arrays.append(case)


def add_uniform(name, shape, seed, low, high, replaced=()):
    """An array of draws, with some (index, value) of the flat array replaced."""
    np.random.seed(seed)
    a = np.random.uniform(low, high, shape)
    for i, v in replaced:
        a.flat[i] = v
    how = {"seed": seed, "bounds": bits([low, high])}
    if replaced:
        how["indices"] = [i for i, _ in replaced]
        how["bits"] = bits([v for _, v in replaced])
    add(name, a, **how)


def random_shape(rng):
    if rng.randint(2):
        return (int(rng.randint(1, 30)),)
    return (int(rng.randint(1, 6)), int(rng.randint(1, 12)))


def decimals(rng, size, digits, low, high):
    """Decimals of so many digits, nearest float64."""
    mantissas = rng.randint(10 ** (digits - 1), 10**digits, size, dtype=np.int64)
    signs = rng.choice(["", "-"], size)
    return [float(f"{s}{m}e{e - digits + 1}") for s, m, e in zip(signs, mantissas, rng.randint(low, high, size))]


SPECIAL = [np.nan, np.inf, -np.inf, -0.0, 0.0]


def families(rng):
    """Named makers of flat arrays of n values."""
    def normal(n, scale=1.0):
        return rng.standard_normal(n) * scale

    def odd(n, high):
        return 2 * rng.randint(0, high, n, dtype=np.int64) + 1.0

    yield "normal", lambda n: normal(n)
    yield "normal, one scale", lambda n: normal(n, 10.0 ** rng.randint(-12, 12))
    yield "uniform", lambda n: rng.random_sample(n)
    yield "weights", lambda n: rng.uniform(-0.36, 0.36, n)
    yield "saturated", lambda n: np.tanh(normal(n, 10.0 ** rng.uniform(0, 1.5)))
    yield "nearly one", lambda n: 1 - 10.0 ** rng.uniform(-17, -6, n)
    yield "slopes", lambda n: 1 - np.tanh(normal(n, 3)) ** 2
    yield "any bits", lambda n: rng.bytes(8 * n)
    yield "any magnitude", lambda n: normal(n) * 10.0 ** rng.randint(-300, 300, n)
    yield "tiny", lambda n: normal(n, 1e-300) * 10.0 ** rng.randint(-12, 1, n)
    yield "subnormal", lambda n: rng.randint(-99, 99, n) * 5e-324 * 10.0 ** rng.randint(0, 9)
    yield "huge", lambda n: normal(n, 1e307)
    yield "exponents of two and three digits", lambda n: normal(n) * 10.0 ** rng.choice([99, 100, -99, -100], n)
    yield "integers", lambda n: rng.randint(-1000, 1000, n)
    yield "large integers", lambda n: rng.randint(-2**62, 2**62, n) >> rng.randint(0, 60)
    yield "quarters", lambda n: rng.randint(-400, 400, n) / 4
    yield "ties in decimals", lambda n: odd(n, 2 ** rng.randint(1, 25)) / 512 * rng.choice([-1, 1], n)
    yield "ties in digits", lambda n: (rng.randint(10**8, 10**9, n) * 10.0 + 5) * rng.choice([1, 16, 1024])
    yield "ties in small digits", lambda n: odd(n, 500) / 2.0 ** rng.choice([10, 11, 12, 13], n)
    yield "decimals", lambda n: decimals(rng, n, rng.randint(1, 12), -4, 4)
    yield "long decimals", lambda n: decimals(rng, n, rng.randint(12, 18), -4, 8)
    yield "decimals of any magnitude", lambda n: decimals(rng, n, rng.randint(1, 12), -320, 308)
    yield "below 1e8", lambda n: decimals(rng, n, rng.randint(8, 18), 5, 8)
    yield "near 2^26", lambda n: 2.0**26 + normal(n, 10)
    yield "around limits", lambda n: rng.choice(
        [1e8, np.nextafter(1e8, 0), 1e-4, np.nextafter(1e-4, 0), np.nextafter(1e-4, 1), 1e-1, 1e5, 1000.0, 1.0], n)
    yield "powers of two", lambda n: 2.0 ** rng.randint(-1074, 1024, n)
    yield "powers of ten", lambda n: np.nextafter([float(f"1e{e}") for e in rng.randint(-323, 308, n)],
                                                 rng.choice([0, np.inf]))
    yield "special", lambda n: rng.choice(SPECIAL, n)
    yield "special and normal", lambda n: np.where(rng.random_sample(n) < 0.3, rng.choice(SPECIAL, n), normal(n))
    yield "special and large", lambda n: np.where(rng.random_sample(n) < 0.3, rng.choice(SPECIAL, n), normal(n, 1e9))
    yield "special and integers", lambda n: np.where(rng.random_sample(n) < 0.5, rng.choice(SPECIAL, n),
                                                     rng.randint(0, 10, n))
    yield "special and 1e100", lambda n: np.where(rng.random_sample(n) < 0.5, rng.choice(SPECIAL, n), 1e100)


def make_arrays():
    rng = np.random.RandomState(20260102)
    for name, make in families(rng):
        for _ in range(100):
            shape = random_shape(rng)
            values = make(int(np.prod(shape)))
            values = np.frombuffer(values) if isinstance(values, bytes) else np.asarray(values, np.float64)
            add(name, values.reshape(shape))

    for exponent in range(-324, 309):
        add("one value", [float(f"1e{exponent}")])
        add("one value", [float(f"-{rng.randint(10**8, 10**9)}{rng.randint(10**8, 10**9)}e{exponent - 17}")])
    for value in SPECIAL + [5e-324, np.finfo(float).max, np.finfo(float).tiny]:
        add("one value", [value])
        add("one value", [[value]])

    # The limits of positional notation, and the numbers next to them.
    for low, high in [(1, 1000), (0.5, 500), (3, 3000), (0.001, 1), (0.1, 100), (1e-4, 0.1), (1e5, 1e8), (2e4, 99999999)]:
        for a in (low, np.nextafter(low, 0), np.nextafter(low, np.inf)):
            for b in (high, np.nextafter(high, 0), np.nextafter(high, np.inf)):
                add("limits", [a, b])
                add("limits", [-b, 0.0, a])

    # Shapes: every small one, and those about the line's width and the threshold.
    ranges = [(0, 1), (-1, 1), (-1e-4, 1e-4), (-900, 900), (1e9, 9e9)]
    for n in range(0, 40):
        for low, high in ranges:
            add_uniform("short", (n,), n, low, high)
    for rows in range(0, 8):
        for columns in range(0, 14):
            add_uniform("small", (rows, columns), 100 * rows + columns, *ranges[(rows + columns) % 5])
    for digits in range(1, 17):
        # Words of every width, so that some line ends exactly at the limit.
        for n in (10, 40):
            a = np.round(rng.random_sample(n), min(digits, 8)) + 10 ** max(0, digits - 8)
            add("words", a)
            add("words", np.stack([a, -a]))
    large = [(999,), (1000,), (1001,), (1500,), (10, 100), (7, 143), (143, 7), (6, 167), (167, 6), (1, 1000),
             (1, 1001), (1, 1500), (1000, 1), (1001, 1), (1500, 1), (2, 500), (2, 501), (500, 2), (501, 2), (7, 200),
             (200, 7), (2000, 3), (3, 2000), (10, 8), (3, 11), (100, 8), (125, 8), (126, 8), (5, 999), (400, 300)]
    for i, shape in enumerate(large):
        for low, high in ranges:
            add_uniform("large", shape, i, low, high)

    # Values that a summary hides, or shows, decide nothing, or everything.
    for shape in [(1001,), (50, 50), (2, 600), (600, 2), (7, 150)]:
        size = int(np.prod(shape))
        for value in (1e9, -1e-9, np.nan, -np.inf, -0.5, 123456.5):
            for index in (0, 2, 3, size // 2 + 5, size - 4, size - 1):
                add_uniform("hidden", shape, index, 0, 1, [(index, value)])

    for shape in [(0,), (0, 0), (0, 3), (3, 0), (0, 2000), (2000, 0)]:
        add("empty", np.zeros(shape))
    for shape in [(5,), (2, 3), (1000,), (1001,), (40, 40)]:
        add("zeros", np.zeros(shape), **({"zeros": True}))


def make_elements():
    """Elements on their own: [bits, positional, scientific with 8 decimals]."""
    rng = np.random.RandomState(20260103)
    values = list(SPECIAL)
    for name, make in families(rng):
        made = make(60)
        values += list(np.frombuffer(made) if isinstance(made, bytes) else np.asarray(made, np.float64))
    return [[bits(v), np.format_float_positional(v, precision=8, unique=True, trim="."),
             np.format_float_scientific(v, precision=8, min_digits=8, unique=True, trim="k")] for v in values]


if __name__ == "__main__":
    write("streams.json.gz", {"streams": make_streams()})
    make_arrays()
    write("arrays.json.gz", {"arrays": arrays, "elements": make_elements()})
    print(VERSIONS, len(arrays), "arrays")
