"""Writes into a folder what NumPy saves of arrays of every type that is read, and what they hold.

    python3 -I save.py FOLDER

Prints JSON: for each file its name and, for each array in it, name, shape and values as float.hex.
"""
import json
import sys
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])
files = []


def hexes(a):
    return [float(v).hex() for v in a.astype("f8").ravel()]


def add(name, arrays):
    files.append({"file": name, "arrays": [{"name": k, "type": a.dtype.name, "shape": list(a.shape), "values": hexes(a)} for k, a in arrays]})


rng = np.random.RandomState(6)
kinds = ["<f8", ">f8", "<f4", ">f4", "<f2", ">f2", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "<u2", ">u2", "<u4", ">u4", "<u8", ">u8", "|b1"]
for kind in kinds:
    for shape in [(), (3,), (2, 3), (3, 1, 4)]:
        for order in "CF":
            values = rng.standard_normal(shape) * 3
            if kind[1] in "iub":
                values = np.abs(np.asarray(rng.randint(0, 100, shape)))
            a = np.array(values, dtype=kind, order=order)
            if kind[1] == "i":
                a = np.array(-a, dtype=kind, order=order)
            name = f"{kind.strip('<>|')}-{'big' if kind[0] == '>' else 'little'}-{len(shape)}-{order}.npy"
            np.save(folder / name, a)
            add(name, [("", a)])
tiny = np.array([5e-324, -0.0, 1e-310, 1e9, -1e9, np.nextafter(1, 2)])
np.save(folder / "tiny.npy", tiny)
add("tiny.npy", [("", tiny)])
halves = np.arange(1 << 16, dtype="u2").view("f2")
halves = halves[np.isfinite(halves)]
np.save(folder / "halves.npy", halves)
add("halves.npy", [("", halves)])
square = np.asfortranarray(rng.standard_normal((4, 5)))
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(folder / f"v{version[0]}.npy", "wb") as f:
        np.lib.format.write_array(f, square, version=version)
    add(f"v{version[0]}.npy", [("", square)])
several = [("inputs", rng.random_sample((5, 3))), ("Wx", rng.random_sample((4, 3)).astype("f4")), ("은닉", square), ("scalar", np.array(2))]
np.savez(folder / "several.npz", **dict(several))
add("several.npz", several)
zeros = [("zeros", np.zeros((300, 40))), ("b", rng.random_sample(4))]
np.savez_compressed(folder / "compressed.npz", **dict(zeros))
add("compressed.npz", zeros)
np.save(folder / "objects.npy", np.array([{}, 1], dtype=object), allow_pickle=True)
np.savez(folder / "objects.npz", good=np.ones(2), bad=np.array([{}], dtype=object))
np.save(folder / "words.npy", np.array(["a", "bc"]))
np.save(folder / "complex.npy", np.array([1j]))
np.save(folder / "fields.npy", np.zeros(2, dtype=[("a", "f8"), ("b", "O")]), allow_pickle=True)
np.save(folder / "nan.npy", np.array([[0, 1], [np.nan, 2]]))
np.save(folder / "infinite.npy", np.array([[0, 1], [3, -np.inf]], order="F"))
np.save(folder / "nothing.npy", np.zeros((0, 3)))
print(json.dumps({"version": np.__version__, "files": files}))
