"""Writes cells.json: what PyTorch computes with the numbers that NumPy draws.

Run it with Debian's python3, python3-numpy and python3-torch:

    /usr/bin/python3 make_cells.py

Each case draws inputs, Wx, Wh and b from np.random.seed(seed), steps through an
LSTMCell or a GRUCell in float64, and goes back from one state, or the sum of the
last ones, by autograd.
"""

import json
import platform

import numpy as np
import torch

torch.set_default_dtype(torch.float64)


def case(cell, weights, T, I, H, seed, step, unit):
    G = {"LSTM": 4, "GRU": 3}[cell]
    np.random.seed(seed)
    x = np.random.random((T, I))
    if weights == "tutorial":
        draw = np.random.random
    elif weights == "pytorch":
        k = 1 / np.sqrt(H)
        draw = lambda shape: np.random.uniform(-k, k, shape)
    Wx, Wh, b = draw((G * H, I)), draw((G * H, H)), draw((G * H,))
    layer = {"LSTM": torch.nn.LSTMCell, "GRU": torch.nn.GRUCell}[cell](I, H)
    with torch.no_grad():
        for p, v in ((layer.weight_ih, Wx), (layer.weight_hh, Wh), (layer.bias_ih, b), (layer.bias_hh, np.zeros(G * H))):
            p.copy_(torch.from_numpy(v))
    h = torch.zeros(1, H, requires_grad=True)
    c = torch.zeros(1, H, requires_grad=True)
    hs, cs = [], []
    for t in range(T):
        if cell == "LSTM":
            h, c = layer(torch.from_numpy(x[t : t + 1]), (h, c))
            c.retain_grad()
            cs.append(c)
        else:
            h = layer(torch.from_numpy(x[t : t + 1]), h)
        h.retain_grad()
        hs.append(h)
    target = hs[step - 1]
    (target.sum() if unit < 0 else target[0, unit]).backward()
    flat = lambda tensors: [float(v) for tensor in tensors for v in tensor.detach().numpy().ravel()]
    return {
        "cell": cell, "weights": weights, "timesteps": T, "inputSize": I, "hiddenSize": H, "seed": seed,
        "step": step, "unit": unit, "h": flat(hs), "c": flat(cs),
        "dh": flat(t.grad for t in hs[:step]), "dc": flat(t.grad for t in cs[:step]),
    }


cases = []
for cell in ("LSTM", "GRU"):
    for weights in ("tutorial", "pytorch"):
        for T, I, H, seed, step, unit in ((10, 4, 8, 0, 10, -1), (10, 4, 8, 3, 7, 5), (1, 1, 1, 2, 1, 0), (33, 3, 5, 1, 30, -1)):
            if unit < 0:
                step = T  # the sum is of the last
            cases.append(case(cell, weights, T, I, H, seed, step, unit))

with open("cells.json", "w") as f:
    json.dump({"numpy": np.__version__, "torch": torch.__version__, "python": platform.python_version(), "cases": cases}, f)
    f.write("\n")
