"""Writes torch_goldens.json.gz: recurrent layers run by the real PyTorch, in float64.

    /usr/bin/python3 make_torch_goldens.py     (Debian: apt-get install python3-torch python3-numpy)

Every cell, with one to three layers, in one direction and both, with biases and
without, for one sequence and for three at once; each case has sizes of its own.
What goes in are multiples of 2^-12 and is stored as such, in int16; what comes out
is float64, every bit of it. Both are little-endian and in base64, flat and row-major.

A gradient is that of the one number

    sum(output * gradOutput) + sum(hN * gradHN) + sum(cN * gradCN)
"""

import base64
import gzip
import io
import itertools
import json
import os
import platform

import numpy as np
import torch

UNIT = 2.0**-12

LAYERS = {
    "RNN_TANH": lambda *sizes, **how: torch.nn.RNN(*sizes, nonlinearity="tanh", **how),
    "RNN_RELU": lambda *sizes, **how: torch.nn.RNN(*sizes, nonlinearity="relu", **how),
    "LSTM": torch.nn.LSTM,
    "GRU": torch.nn.GRU,
}

SIZES = list(itertools.product((1, 2, 3, 5, 7, 9), (1, 2, 3, 5, 7, 9, 13), (1, 2, 3, 5, 7, 9, 13)))


def text(values, kind):
    return base64.b64encode(np.ascontiguousarray(values, dtype=kind).tobytes()).decode("ascii")


def case(random, cell, layers, bidirectional, bias, batch, sizes):
    T, I, H = sizes
    D = 2 if bidirectional else 1
    layer = LAYERS[cell](I, H, num_layers=layers, bias=bias, bidirectional=bidirectional).double()
    given = {}

    def draw(name, shape, scale):
        units = np.rint(random.uniform(-scale, scale, tuple(shape)) / UNIT).astype("<i2")
        given[name] = text(units, "<i2")
        return torch.tensor(units * UNIT, dtype=torch.float64)

    names = list(layer.state_dict())
    layer.load_state_dict({n: draw(n, w.shape, H**-0.5) for n, w in layer.state_dict().items()})
    x = draw("input", (T, batch, I), 2).requires_grad_()
    state = [draw(n, (layers * D, batch, H), 1).requires_grad_() for n in ("h0", "c0")[: 2 if cell == "LSTM" else 1]]
    output, final = layer(x, tuple(state) if cell == "LSTM" else state[0])
    final = list(final) if cell == "LSTM" else [final]
    loss = (output * draw("gradOutput", output.shape, 1)).sum()
    for name, last in zip(("gradHN", "gradCN"), final):
        loss = loss + (last * draw(name, last.shape, 1)).sum()
    loss.backward()

    wanted = {"output": output, "hN": final[0], "gradInput": x.grad, "gradH0": state[0].grad}
    if cell == "LSTM":
        wanted.update(cN=final[1], gradC0=state[1].grad)
    wanted.update({"grad_" + n: w.grad for n, w in layer.named_parameters()})
    assert all(torch.isfinite(v).all() for v in wanted.values())
    return {
        "cell": cell, "timesteps": T, "batch": batch, "inputSize": I, "hiddenSize": H, "numLayers": layers,
        "bidirectional": bidirectional, "bias": bias,
        "names": names, "shapes": [list(w.shape) for w in layer.state_dict().values()], "given": given,
        "wanted": {n: text(v.detach().numpy(), "<f8") for n, v in wanted.items()},
    }


random = np.random.RandomState(5)
kinds = list(itertools.product(LAYERS, (1, 2, 3), (False, True), (True, False), (1, 3)))
sizes = [SIZES[i] for i in random.permutation(len(SIZES))[: len(kinds)]]
cases = [case(random, *kind, size) for kind, size in zip(kinds, sizes)]
goldens = {"torch": torch.__version__, "numpy": np.__version__, "python": platform.python_version(), "cases": cases}

out = io.BytesIO()
with gzip.GzipFile(filename="", mode="wb", fileobj=out, compresslevel=9, mtime=0) as f:
    f.write(json.dumps(goldens, allow_nan=False).encode("ascii"))
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "torch_goldens.json.gz")
with open(path, "wb") as f:
    f.write(out.getvalue())
print(len(cases), "cases,", len(out.getvalue()), "bytes")
