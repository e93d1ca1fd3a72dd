"""Multiplies the Jacobians of small layers under the real NumPy.

    /usr/bin/python3 -I playground/testdata/make_influence_goldens.py

writes influence.json beside this file: for each case the recurrent weights, the
hidden states and log10 of the Frobenius norm of ∂h_t/∂h_s for 0 ≤ s ≤ t ≤ T
(null for a norm of zero), a row for each s. The products are taken in NumPy's
longdouble, which has more digits and a wider exponent than float64.
"""

import json
import pathlib
import platform

import numpy as np

CASES = [
    # name, timesteps, hidden size, seed
    ("tutorial", 10, 8, 0),
    ("pytorch", 10, 8, 0),
    ("pytorch", 1, 3, 1),
    ("pytorch", 14, 5, 2),
    ("orthogonal", 12, 6, 3),
    ("exploding", 12, 7, 4),
    ("tiny", 9, 4, 5),
    ("huge", 5, 3, 6),
    ("zeros", 4, 2, 7),
    ("shift", 6, 4, 8),
    ("saturated", 8, 5, 9),
]


def layer(name, timesteps, hidden, seed):
    """Recurrent weights and states."""
    rng = np.random.RandomState(seed)
    bound = 1 / np.sqrt(hidden)
    x = rng.random_sample((timesteps, 3))
    wx = rng.uniform(-bound, bound, (hidden, 3))
    wh = rng.uniform(-bound, bound, (hidden, hidden))
    b = rng.uniform(-bound, bound, hidden)
    if name == "tutorial":
        wx, wh, b = (rng.random_sample(a.shape) for a in (wx, wh, b))
    elif name == "orthogonal":
        wh = np.linalg.qr(wh)[0]
        wx, b = wx * 0.01, b * 0.01
    elif name == "exploding":
        wh = np.linalg.qr(wh)[0] * 3
        wx, b = wx * 1e-9, b * 1e-9
    elif name == "tiny":
        wh = wh * 1e-90
    elif name == "huge":
        wh, wx, b = wh * 1e120, wx * 0, b * 0
    elif name == "zeros":
        wh = wh * 0
    elif name == "shift":
        wh = np.eye(hidden, k=1)
    elif name == "saturated":
        wh[:, ::2], b[1:3] = wh[:, ::2] * 30, 40
    states, h = [], np.zeros(hidden)
    for xt in x:
        h = np.tanh(wx @ xt + wh @ h + b)
        states.append(h)
    return wh, np.array(states)


def norms(wh, states):
    """Row s: log10 ‖∂h_t/∂h_s‖ for t = s … T."""
    wide = np.longdouble
    jacobians = [((1 - h.astype(wide)) * (1 + h.astype(wide)))[:, None] * wh.astype(wide) for h in states]
    rows = []
    for s in range(len(states) + 1):
        product = np.eye(len(wh), dtype=wide)
        row = [np.linalg.norm(product)]
        for jacobian in jacobians[s:]:
            product = jacobian @ product
            row.append(np.linalg.norm(product))
        rows.append([None if n == 0 else float(np.log10(n)) for n in row])
    return rows


def main():
    cases = []
    for name, timesteps, hidden, seed in CASES:
        wh, states = layer(name, timesteps, hidden, seed)
        cases.append({
            "name": name, "timesteps": timesteps, "hiddenSize": hidden,
            "Wh": wh.ravel().tolist(), "states": states.ravel().tolist(), "log10": norms(wh, states),
        })
    target = pathlib.Path(__file__).with_name("influence.json")
    target.write_text(json.dumps(
        {"numpy": np.__version__, "python": platform.python_version(), "cases": cases}, indent=None, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
