"""Writes PyTorch's layers as .safetensors, and what they compute.

    python3 -I save_modules.py FOLDER

Prints JSON: of each its file, what it is, input, output and weights as float.hex.
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

folder = Path(sys.argv[1])
codes = {torch.float64: "F64", torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}


def save(path, tensors, metadata=None):
    header, blobs, at = {}, [], 0
    if metadata:
        header["__metadata__"] = metadata
    for name, t in tensors.items():
        blob = t.contiguous().view(torch.int16).numpy().tobytes() if t.dtype == torch.bfloat16 else t.contiguous().numpy().tobytes()
        header[name] = {"dtype": codes[t.dtype], "shape": list(t.shape), "data_offsets": [at, at + len(blob)]}
        blobs.append(blob)
        at += len(blob)
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def hexes(t):
    return [float(v).hex() for v in t.double().flatten()]


torch.manual_seed(6)
cases = []
kinds = [("RNN_TANH", nn.RNN, {}), ("RNN_RELU", nn.RNN, {"nonlinearity": "relu"}), ("LSTM", nn.LSTM, {}), ("GRU", nn.GRU, {})]
for cell, kind, more in kinds:
    for layers, both, bias, dtype, prefix in [(1, False, True, torch.float64, ""), (1, False, False, torch.float32, "rnn."), (2, True, True, torch.float32, "model.encoder."),
                                              (1, True, True, torch.bfloat16, ""), (3, False, True, torch.float16, "lstm.")]:
        module = kind(3, 4, num_layers=layers, bidirectional=both, bias=bias, **more).to(dtype)
        state = {prefix + k: v for k, v in module.state_dict().items()}
        if prefix:
            state["fc.weight"] = torch.zeros(2, 4)
        name = f"{cell}-{layers}-{both}-{bias}-{codes[dtype]}.safetensors"
        save(folder / name, state, {"format": "pt", "cell": cell} if cell == "RNN_RELU" else None)
        np.savez(folder / (name + ".npz"), **{k: v.double().numpy() for k, v in state.items()})
        module = module.double()
        x = torch.randn(5, 2, 3, dtype=torch.float64)
        np.save(folder / (name + ".npy"), x.numpy())
        with torch.no_grad():
            output, _ = module(x)
        cases.append({"file": name, "cell": cell, "layers": layers, "both": both, "prefix": prefix, "output": hexes(output),
                      "weights": {k: hexes(v) for k, v in module.state_dict().items()}})
print(json.dumps({"version": torch.__version__, "cases": cases}))
