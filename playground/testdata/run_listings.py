"""Runs listings, for listing_run_test.go.

Standard input is a JSON list of programs. Standard output is a JSON object:
the versions, and for each program what it printed and its total_hidden_states,
with all digits.
"""

import contextlib
import io
import json
import platform
import sys
import types

import numpy as np


def keras_by_its_documentation():
    """A keras with a SimpleRNN that does what keras.io says of it, where the real one cannot be had."""

    class SimpleRNN:
        def __init__(self, units, *, return_sequences, dtype):
            assert return_sequences and dtype == "float64"
            self.units = units

        def build(self, input_shape):
            self.shapes = [(input_shape[-1], self.units), (self.units, self.units), (self.units,)]

        def set_weights(self, weights):
            assert [np.shape(w) for w in weights] == self.shapes
            self.kernel, self.recurrent_kernel, self.bias = weights

        def __call__(self, inputs, initial_state=None):
            batch, timesteps, size = inputs.shape
            assert size == self.shapes[0][0]
            state = np.zeros((batch, self.units)) if initial_state is None else initial_state
            assert state.shape == (batch, self.units)
            states = []
            for t in range(timesteps):
                state = np.tanh(inputs[:, t] @ self.kernel + self.bias + state @ self.recurrent_kernel)
                states.append(state)
            return np.stack(states, axis=1)

    keras = types.ModuleType("keras")
    keras.layers = types.SimpleNamespace(SimpleRNN=SimpleRNN)
    keras.__version__ = "by its documentation"
    return keras


def main():
    programs = json.load(sys.stdin)
    versions = f"NumPy {np.__version__}, Python {platform.python_version()}"
    if any("import torch" in program for program in programs):
        import torch

        versions += f", PyTorch {torch.__version__}"
    if any("import keras" in program for program in programs):
        try:
            import keras
        except ImportError:
            keras = sys.modules["keras"] = keras_by_its_documentation()
        versions += f", Keras {keras.__version__}"
    results = []
    for program in programs:
        printed = io.StringIO()
        names = {}
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(program, "listing", "exec"), names)
            states = [[repr(float(v)) for v in row] for row in names["total_hidden_states"]]
            results.append({"printed": printed.getvalue(), "states": states})
        except Exception as error:
            results.append({"error": f"{type(error).__name__}: {error}"})
    json.dump({"versions": versions, "results": results}, sys.stdout)


main()
