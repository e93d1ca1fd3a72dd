"""Writes the files that import.test.js brings to the page, as NumPy and PyTorch save them.

    python3 -I files.py FOLDER

Prints JSON: what the page has to compute with them.
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np

folder = Path(sys.argv[1])
rng = np.random.RandomState(6)
x, Wx, Wh, b = rng.standard_normal((7, 3)), rng.standard_normal((5, 3)) / 2, rng.standard_normal((5, 5)) / 3, rng.standard_normal(5) / 4
np.savez_compressed(folder / "tutorial.npz", inputs=x, Wx=Wx, Wh=Wh, b=b)
h, states = np.zeros(5), []
for x_t in x:
    h = np.tanh(Wx @ x_t + Wh @ h + b)
    states.append(h)
np.save(folder / "x.npy", np.asfortranarray(x.astype(">f4")))
big = rng.standard_normal((60, 40)) / 4
np.save(folder / "big.npy", big)
np.save(folder / "objects.npy", np.array([{}], dtype=object), allow_pickle=True)
np.save(folder / "cube.npy", np.zeros((2, 3, 2, 2)))

# A state_dict as safetensors.torch.save_file writes it.
header, blobs, at = {}, [], 0
weights = {}
for layer, size in enumerate([3, 8]):
    for way in ["", "_reverse"]:
        for name, shape in [("weight_ih", (16, size)), ("weight_hh", (16, 4)), ("bias_ih", (16,)), ("bias_hh", (16,))]:
            a = (rng.standard_normal(shape) / 2).astype("f4")
            key = f"model.lstm.{name}_l{layer}{way}"
            weights[key] = a
            header[key] = {"dtype": "F32", "shape": list(shape), "data_offsets": [at, at + a.nbytes]}
            blobs.append(a.tobytes())
            at += a.nbytes
text = json.dumps(header).encode()
(folder / "model.safetensors").write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))

# Hostile ones.
claim = b"\x93NUMPY\x01\x00" + struct.pack("<H", 118) + b"{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 1000000), }".ljust(117) + b"\n"
(folder / "terabytes.npy").write_bytes(claim)
np.savez_compressed(folder / "bomb.npz", a=np.zeros(40_000_000, dtype="u1"))
bomb = bytearray((folder / "bomb.npz").read_bytes())
entry = bomb.rindex(b"PK\x01\x02")
struct.pack_into("<I", bomb, entry + 24, 1000)
(folder / "bomb.npz").write_bytes(bomb)
(folder / "<img src=x onerror=alert(1)>.csv").write_text("1,2\n3,x\"><script>alert(1)</script>\n")
whole = (folder / "tutorial.npz").read_bytes()
(folder / "cut.npz").write_bytes(whole[: len(whole) // 2])
print(json.dumps({"x": x.tolist(), "Wx": Wx.tolist(), "Wh": Wh.tolist(), "b": b.tolist(), "states": np.array(states).tolist(),
                  "x32": x.astype("f4").astype("f8").tolist(), "big": big.tolist(),
                  "lstm": weights["model.lstm.weight_ih_l0"].astype("f8").tolist()}))
