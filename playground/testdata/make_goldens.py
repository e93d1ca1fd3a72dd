"""Runs the tutorial's layer under the real NumPy and keeps what it prints.

    /usr/bin/python3 playground/testdata/make_goldens.py

writes printouts.json beside this file: for each case the sizes, the seed, how
the weights are drawn, the whole standard output of the program and the hidden
states as exact decimals.
"""

import contextlib
import io
import json
import pathlib
import platform

import numpy as np

CASES = [
    # timesteps, input size, hidden size, seed[, weights]
    (10, 4, 8, 0),
    (10, 4, 8, 1),
    (10, 4, 8, 42),
    (10, 4, 8, 4294967295),
    (1, 1, 1, 0),
    (1, 4, 8, 7),
    (2, 3, 5, 123),
    (3, 2, 11, 5),
    (12, 1, 1, 9),
    (25, 40, 40, 3),
    (26, 4, 40, 3),
    (120, 2, 3, 2),
    (4, 2, 1001, 8),
    (1100, 1, 1, 6),
    (10, 4, 8, 0, "pytorch"),
    (1, 1, 1, 3, "pytorch"),
    (30, 17, 33, 9, "pytorch"),
]


def draw(weights, hidden_size, shape):
    if weights == "tutorial":
        return np.random.random(shape)
    bound = 1 / np.sqrt(hidden_size)
    return np.random.uniform(-bound, bound, shape)


def program(timesteps, input_size, hidden_size, seed, weights="tutorial"):
    """The tutorial's program; what it prints goes to standard output."""
    np.random.seed(seed)
    inputs = np.random.random((timesteps, input_size))
    state = np.zeros((hidden_size,))
    print(state)
    wx = draw(weights, hidden_size, (hidden_size, input_size))
    wh = draw(weights, hidden_size, (hidden_size, hidden_size))
    b = draw(weights, hidden_size, (hidden_size,))
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
    return stack


def main():
    cases = []
    for timesteps, input_size, hidden_size, seed, *weights in CASES:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            states = program(timesteps, input_size, hidden_size, seed, *weights)
        case = {
            "timesteps": timesteps,
            "inputSize": input_size,
            "hiddenSize": hidden_size,
            "seed": seed,
            "weights": weights[0] if weights else "tutorial",
            "printout": printed.getvalue(),
        }
        if states.size <= 1600:
            case["states"] = [repr(float(v)) for v in states.ravel()]
        cases.append(case)
    target = pathlib.Path(__file__).with_name("printouts.json")
    target.write_text(json.dumps(
        {"numpy": np.__version__, "python": platform.python_version(), "cases": cases}, indent=1) + "\n")


if __name__ == "__main__":
    main()
