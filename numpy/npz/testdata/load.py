"""Tells what np.load finds in the .npz file that is its standard input.

Standard output is a JSON object: the versions, and for each array its name, its
shape and its float64 values, each as the 16 hexadecimal digits of its bits.
"""

import io
import json
import platform
import sys

import numpy as np

arrays = []
# Pickles are refused: the file has to say all that it holds by itself.
with np.load(io.BytesIO(sys.stdin.buffer.read()), allow_pickle=False) as file:
    for name in file.files:
        a = file[name]
        assert a.dtype == np.dtype("float64"), a.dtype
        values = [f"{v:016x}" for v in np.ascontiguousarray(a).reshape(-1).view(np.uint64).tolist()]
        arrays.append({"name": name, "shape": list(a.shape), "values": values})
json.dump({"versions": f"NumPy {np.__version__}, Python {platform.python_version()}", "arrays": arrays}, sys.stdout)
