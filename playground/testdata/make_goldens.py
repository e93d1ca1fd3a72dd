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
    # timesteps, input size, hidden size, seed[, weights[, gain[, inputs, level]]]
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
    (10, 4, 8, 0, "keras"),
    (12, 3, 1, 2, "keras"),
    (20, 9, 40, 5, "keras"),
    (10, 4, 8, 0, "normal", 1.0),
    (15, 5, 13, 7, "normal", 0.3),
    (10, 4, 8, 0, "identity", 1.0),
    (25, 2, 7, 3, "identity", 0.5),
    (10, 4, 8, 0, "radius", 0.9),
    (8, 3, 2, 11, "radius", 1.2),
    (14, 6, 30, 4, "radius", 0.95),
    (10, 4, 8, 0, "pytorch", 1.0, "impulse", 2.0),
    (11, 3, 5, 1, "normal", 0.8, "step", -1.5),
    (23, 4, 6, 2, "keras", 1.0, "sine", 0.7),
    (9, 2, 4, 6, "radius", 0.5, "constant", 0.5),
]


def weights_of(kind, gain, input_size, hidden_size):
    """Wx, Wh, b of weights.go; nothing else is drawn."""
    shape_x, shape_h = (hidden_size, input_size), (hidden_size, hidden_size)
    normal, uniform = np.random.standard_normal, np.random.uniform
    if kind == "tutorial":
        return np.random.random(shape_x), np.random.random(shape_h), np.random.random((hidden_size,))
    if kind == "pytorch":
        k = 1 / np.sqrt(hidden_size)
        return uniform(-k, k, shape_x), uniform(-k, k, shape_h), uniform(-k, k, (hidden_size,))
    if kind == "keras":
        limit = np.sqrt(6 / (input_size + hidden_size))
        wx = uniform(-limit, limit, shape_x)
        q, r = np.linalg.qr(normal(shape_h))
        return wx, q * np.sign(np.diag(r)), np.zeros(hidden_size)
    if kind == "normal":
        return (gain / np.sqrt(input_size) * normal(shape_x), gain / np.sqrt(hidden_size) * normal(shape_h),
                gain / np.sqrt(hidden_size) * normal((hidden_size,)))
    if kind == "identity":
        return normal(shape_x) / np.sqrt(input_size), gain * np.eye(hidden_size), np.zeros(hidden_size)
    wx, wh, b = uniform(-1, 1, shape_x), uniform(-1, 1, shape_h), uniform(-1, 1, (hidden_size,))
    return wx, wh * (gain / np.abs(np.linalg.eigvals(wh)).max()), b


def inputs_of(kind, level, timesteps, input_size):
    x = np.random.random((timesteps, input_size))
    if kind == "impulse":
        x[:] = 0
        x[0] = level
    elif kind == "step":
        x[:] = 0
        x[timesteps // 2:] = level
    elif kind == "sine":
        t, i = np.arange(timesteps)[:, None], np.arange(input_size)
        x = level * np.sin(2 * np.pi * (t / 10 + i / input_size))
    elif kind == "constant":
        x[:] = level
    return x


def program(timesteps, input_size, hidden_size, seed, weights="tutorial", gain=1.0, inputs="random", level=1.0):
    """The tutorial's program; what it prints goes to standard output."""
    np.random.seed(seed)
    inputs = inputs_of(inputs, level, timesteps, input_size)
    state = np.zeros((hidden_size,))
    print(state)
    wx, wh, b = weights_of(weights, gain, input_size, hidden_size)
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
    for timesteps, input_size, hidden_size, seed, *more in CASES:
        weights, gain, inputs, level = (tuple(more) + ("tutorial", 1.0, "random", 1.0)[len(more):])
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            states = program(timesteps, input_size, hidden_size, seed, weights, gain, inputs, level)
        case = {
            "timesteps": timesteps,
            "inputSize": input_size,
            "hiddenSize": hidden_size,
            "seed": seed,
            "weights": weights,
            "gain": gain,
            "inputs": inputs,
            "level": level,
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
