"""Writes goldens.json: Elman layers run by the real NumPy.

    /usr/bin/python3 make_goldens.py     (Debian: apt-get install python3-numpy)

Floats are written as Python's repr, the shortest text that reads back as the
same float64. One tensor is one line, flat and row-major.
"""

import json
import os
import platform

import numpy as np


def forward(x, Wx, Wh, b, h0):
    """Returns pre (T, H) and h (T, H), a step written as the tutorial writes it."""
    pre, h, state = [], [], h0
    for x_t in x:
        a = np.dot(Wx, x_t) + np.dot(Wh, state) + b
        state = np.tanh(a)
        pre.append(a)
        h.append(state)
    return np.array(pre), np.array(h)


def case(name, seed, T, I, H, x, Wx, Wh, b, h0=None):
    pre, h = forward(x, Wx, Wh, b, np.zeros(H) if h0 is None else h0)
    assert np.isfinite(pre).all() and h.shape == (T, H)
    tensors = {"x": x, "Wx": Wx, "Wh": Wh, "b": b, "h0": h0, "pre": pre, "h": h}
    flat = {k: None if v is None else v.ravel().tolist() for k, v in tensors.items()}
    return {"name": name, "seed": seed, "timesteps": T, "inputSize": I, "hiddenSize": H, **flat}


def tutorial(name, seed, T, I, H):
    """Draws in the tutorial's order, everything in [0, 1), and starts from zeros."""
    np.random.seed(seed)
    inputs = np.random.random((T, I))
    Wx = np.random.random((H, I))
    Wh = np.random.random((H, H))
    b = np.random.random((H,))
    return case(name, seed, T, I, H, inputs, Wx, Wh, b)


def signed(name, seed, T, I, H, x=1.0, wx=None, wh=None, b=0.1, h0=0.5):
    """Normal draws times a scale each; by default the units stay unsaturated."""
    wx = I**-0.5 if wx is None else wx
    wh = H**-0.5 if wh is None else wh
    np.random.seed(seed)
    draw = np.random.standard_normal
    return case(
        name, seed, T, I, H,
        x * draw((T, I)), wx * draw((H, I)), wh * draw((H, H)), b * draw(H), h0 * draw(H),
    )


cases = [
    tutorial("tutorial", 0, 10, 4, 8),
    tutorial("tutorial, last seed", 2**32 - 1, 10, 4, 8),
    tutorial("tutorial, smallest", 1, 1, 1, 1),
    tutorial("tutorial, odd sizes", 2, 3, 5, 7),
    signed("signed, smallest", 3, 1, 1, 1),
    signed("signed, one input and one unit", 4, 12, 1, 1),
    signed("signed, odd sizes", 5, 3, 5, 7),
    signed("signed, one past the blocks", 6, 17, 9, 33),
    signed("signed, full blocks", 7, 6, 16, 8),
    signed("signed, many inputs", 8, 2, 37, 2),
    signed("large inputs and weights", 9, 5, 6, 10, x=1e3, wx=1e3, wh=1e3, b=1e6),
    signed("large inputs, small weights", 10, 5, 6, 10, x=1e150, wx=1e-151),
    signed("small inputs and weights", 11, 5, 6, 10, x=1e-6, wx=1e-6, wh=1e-3, b=1e-9, h0=1e-3),
    signed("zero weights", 12, 4, 3, 5, wx=0.0, wh=0.0),
    signed("zero weights and bias", 13, 2, 3, 5, wx=0.0, wh=0.0, b=0.0),
    signed("zero recurrence", 14, 4, 3, 5, wh=0.0),
]

goldens = {"numpy": np.__version__, "python": platform.python_version(), "cases": cases}

text = json.dumps(goldens, allow_nan=False)
for key in ["name"] + ["x", "Wx", "Wh", "b", "h0", "pre", "h"]:
    text = text.replace('"%s": ' % key, '\n"%s": ' % key)

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "goldens.json"), "w") as f:
    f.write(text + "\n")
