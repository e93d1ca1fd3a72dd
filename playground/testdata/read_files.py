"""Reads files that the page makes, for file_python_test.go.

Standard input is a JSON list of objects: kind, and the file in base64. Standard output is
a JSON list: for each file what the real NumPy or PyTorch finds in it. float64 are the 16
hexadecimal digits of their bits.
"""

import base64
import contextlib
import io
import json
import math
import os
import struct
import sys
import tempfile

import numpy as np


def bits(array):
    array = np.ascontiguousarray(array)
    assert array.dtype == np.float64, array.dtype
    return {"shape": list(array.shape), "bits": [f"{v:016x}" for v in array.reshape(-1).view(np.uint64).tolist()]}


def npz(data, ask):
    with np.load(io.BytesIO(data), allow_pickle=False) as file:
        return {name: bits(file[name]) for name in file.files}


def safetensors(data):
    """By https://github.com/huggingface/safetensors#format; Debian has no such package."""
    (size,) = struct.unpack("<Q", data[:8])
    assert size % 8 == 0
    header = json.loads(data[8 : 8 + size])
    values = data[8 + size :]
    metadata = header.pop("__metadata__")
    assert metadata["format"] == "pt"
    end = 0
    tensors = {}
    for name, t in header.items():
        begin, stop = t["data_offsets"]
        assert begin == end and t["dtype"] == "F64", t
        end = stop
        tensors[name] = np.frombuffer(values[begin:stop], "<f8").reshape(t["shape"])
    assert end == len(values)
    return metadata, tensors


def state_dict(data, ask):
    """Loads the weights into PyTorch's layer, and runs it over what the .npz has."""
    import torch

    metadata, tensors = safetensors(data)
    kind = {"RNN_TANH": torch.nn.RNN, "RNN_RELU": torch.nn.RNN, "LSTM": torch.nn.LSTM, "GRU": torch.nn.GRU}[metadata["cell"]]
    more = {"nonlinearity": "relu"} if metadata["cell"] == "RNN_RELU" else {}
    layer = kind(ask["inputSize"], ask["hiddenSize"], ask["layers"], bidirectional=ask["bidirectional"], dtype=torch.float64, **more)
    answer = layer.load_state_dict({name: torch.from_numpy(v.copy()) for name, v in tensors.items()})
    assert not answer.missing_keys and not answer.unexpected_keys
    found = {name: bits(v.numpy()) for name, v in layer.state_dict().items()}
    with np.load(io.BytesIO(base64.b64decode(ask["npz"]))) as file:
        if "inputs" in file:
            layer_in, states, want = file["inputs"][:, None], file["h_0"][None, None], {"output": file["total_hidden_states"][:, None]}
        else:
            layer_in, states, want = file["input"], file["h_0"], {name: file[name] for name in ["output", "h_n"]}
        given = torch.from_numpy(states.copy())
        if "c_0" in file:
            given = given, torch.from_numpy(file["c_0"].copy())
            want["c_n"] = file["c_n"]
    with torch.no_grad():
        output, last = layer(torch.from_numpy(layer_in.copy()), given)
    got = {"output": output, "h_n": last[0] if isinstance(last, tuple) else last, "c_n": last[1] if isinstance(last, tuple) else None}
    found["difference"] = max(float(np.abs(got[name].numpy() - v).max()) for name, v in want.items())
    return found


def csv(data, ask):
    """Plainly, with the numbers as float64."""
    import csv as reader

    rows = list(reader.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    first = 2 if rows[0][1:2] == ["token"] else 1
    return {"head": rows[0], "tokens": [row[1] for row in rows[1:]] if first == 2 else [], **bits(np.array([[float(v) for v in row[first:]] for row in rows[1:]]))}


def nested(value):
    return bits(np.array(value, dtype=np.float64)) if isinstance(value, list) else {k: nested(v) for k, v in value.items()} if isinstance(value, dict) else value


def run_notebook(data, ask):
    """Checks a notebook against nbformat's schema, where that is, and runs its code."""
    notebook = json.loads(data)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    checked = False
    try:
        import nbformat

        nbformat.validate(notebook)
        checked = True
    except ImportError:
        pass
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in notebook["cells"]:
        assert set(cell) == ({"cell_type", "id", "metadata", "source"} | ({"execution_count", "outputs"} if cell["cell_type"] == "code" else set()))
    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in ask.get("beside", {}).items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(base64.b64decode(content))
        before = os.getcwd()
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(out):
                exec("\n".join(code), {})  # noqa: S102, what is tested is that it runs
        finally:
            os.chdir(before)
    lines = [line for line in out.getvalue().splitlines() if line.startswith(ask["label"])]
    return {"checked": checked, "differences": [float(line[len(ask["label"]) :]) for line in lines],
            "markdown": ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown"]}


answers = []
for ask in json.load(sys.stdin):
    data = base64.b64decode(ask["file"])
    kind = {"npz": npz, "safetensors": state_dict, "csv": csv, "json": lambda d, a: nested(json.loads(d)), "ipynb": run_notebook}[ask["kind"]]
    answers.append(kind(data, ask))
json.dump(answers, sys.stdout)
