"""Writes layers.json: what runLayer answers, by the real NumPy and PyTorch.

    /usr/bin/python3 make_layers.py     (Debian: apt-get install python3-torch python3-numpy)

The input and then the weights, in the order of PyTorch's state_dict, are drawn from
np.random.seed(seed). gradOutput and, where a case has them, h0 and c0 are standard
normal draws from another seed. Gradients are those of sum(output * gradOutput). All
tensors are flat and row-major.
"""

import json
import os
import platform

import numpy as np
import torch

LAYERS = {
    "RNN_TANH": lambda *sizes, **how: torch.nn.RNN(*sizes, nonlinearity="tanh", **how),
    "RNN_RELU": lambda *sizes, **how: torch.nn.RNN(*sizes, nonlinearity="relu", **how),
    "LSTM": torch.nn.LSTM,
    "GRU": torch.nn.GRU,
}


def weight(init, name, shape, H):
    if init == "tutorial":
        return np.random.random(shape)
    if init == "pytorch":
        return np.random.uniform(-1 / np.sqrt(H), 1 / np.sqrt(H), shape)
    if init == "identity" and name.startswith("weight_hh"):
        return np.eye(H)
    if init == "identity" and len(shape) == 1:
        return np.zeros(shape)
    return np.random.standard_normal(shape) * (1 / np.sqrt(H if len(shape) == 1 else shape[1]))


def case(cell, T, N, I, H, L=1, bidirectional=False, bias=True, seed=0, init="pytorch", states=False):
    D = 2 if bidirectional else 1
    np.random.seed(seed)
    x = np.random.random((T, N, I))
    layer = LAYERS[cell](I, H, num_layers=L, bidirectional=bidirectional, bias=bias).double()
    weights = {name: weight(init, name, tuple(w.shape), H) for name, w in layer.state_dict().items()}
    layer.load_state_dict({name: torch.tensor(w) for name, w in weights.items()})

    other = np.random.RandomState(99)
    given = {"gradOutput": other.standard_normal((T, N, D * H))}
    names = ["h0", "c0"] if cell == "LSTM" else ["h0"]
    for name in names:
        given[name] = other.standard_normal((L * D, N, H)) if states else np.zeros((L * D, N, H))
    state = [torch.tensor(given[name], requires_grad=True) for name in names]
    tx = torch.tensor(x, requires_grad=True)
    output, final = layer(tx, tuple(state) if cell == "LSTM" else state[0])
    (output * torch.tensor(given["gradOutput"])).sum().backward()
    wanted = {"output": output, "hN": final[0] if cell == "LSTM" else final, "gradInput": tx.grad, "gradH0": state[0].grad}
    if cell == "LSTM":
        wanted.update(cN=final[1], gradC0=state[1].grad)
    if not states:
        given = {"gradOutput": given["gradOutput"]}

    flat = lambda tensors: {name: np.asarray(v.detach() if hasattr(v, "detach") else v).ravel().tolist() for name, v in tensors.items()}
    return {
        "spec": {"cell": cell, "timesteps": T, "batch": N, "inputSize": I, "hiddenSize": H, "numLayers": L,
                 "bidirectional": bidirectional, "bias": bias, "seed": seed, "init": init},
        "given": flat(given), "drawn": {"input": x.ravel().tolist(), "weights": flat(weights)},
        "wanted": flat(wanted), "grad": flat({name: w.grad for name, w in layer.named_parameters()}),
    }


cases = [
    case("RNN_TANH", 10, 1, 4, 8),
    case("RNN_TANH", 4, 3, 2, 5, L=2, bidirectional=True, seed=7, init="normal", states=True),
    case("RNN_RELU", 5, 2, 3, 4, L=2, bias=False, seed=2**32 - 1, init="identity"),
    case("LSTM", 6, 1, 3, 4, seed=1),
    case("LSTM", 3, 2, 5, 3, L=2, bidirectional=True, seed=5, states=True),
    case("LSTM", 4, 1, 1, 9, bias=False, seed=3, init="normal"),
    case("GRU", 5, 1, 4, 3, seed=11, states=True),
    case("GRU", 3, 3, 2, 2, L=3, bidirectional=True, seed=42, init="tutorial", states=True),
]

goldens = {"torch": torch.__version__, "numpy": np.__version__, "python": platform.python_version(), "cases": cases}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "layers.json"), "w") as f:
    f.write(json.dumps(goldens, allow_nan=False).replace('{"spec"', '\n{"spec"') + "\n")
