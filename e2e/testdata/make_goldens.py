"""Draws and runs the tutorial's layer under the real NumPy and keeps every number.

    /usr/bin/python3 e2e/testdata/make_goldens.py

writes goldens.json beside this file. json writes a float as its repr, the fewest
digits that read back as the same float64, so nothing is lost. printouts.json of
playground/testdata has more printouts; here are all the tensors, and a case that
NumPy prints in scientific notation.
"""

import contextlib
import io
import json
import pathlib

import numpy as np

CASES = [
    # timesteps, input size, hidden size, seed
    (10, 4, 8, 0),
    (7, 3, 5, 20_000),
    (2, 6, 3, 4294967295),
    (1, 1, 1, 1),
    (3, 1, 2, 2556),  # in scientific notation
]


def program(timesteps, input_size, hidden_size, seed):
    """The tutorial's program; what it prints goes to standard output."""
    np.random.seed(seed)
    inputs = np.random.random((timesteps, input_size))
    state = np.zeros((hidden_size,))
    print(state)
    wx = np.random.random((hidden_size, input_size))
    wh = np.random.random((hidden_size, hidden_size))
    b = np.random.random((hidden_size,))
    print(np.shape(wx))
    print(np.shape(wh))
    print(np.shape(b))
    states = []
    for x in inputs:
        state = np.tanh(np.dot(wx, x) + np.dot(wh, state) + b)
        states.append(list(state))
        print(np.shape(states))
    stack = np.stack(states, axis=0)
    print(stack)
    return {"inputs": inputs, "Wx": wx, "Wh": wh, "b": b, "hiddenStates": stack}


def main():
    cases = []
    for timesteps, input_size, hidden_size, seed in CASES:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            tensors = program(timesteps, input_size, hidden_size, seed)
        case = {"timesteps": timesteps, "inputSize": input_size, "hiddenSize": hidden_size, "seed": seed}
        case |= {name: tensor.tolist() for name, tensor in tensors.items()}
        case["printout"] = printed.getvalue()
        cases.append(case)
    target = pathlib.Path(__file__).with_name("goldens.json")
    target.write_text(json.dumps({"numpy": np.__version__, "cases": cases}, indent=1) + "\n")


if __name__ == "__main__":
    main()
