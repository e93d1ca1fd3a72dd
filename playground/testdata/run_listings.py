"""Runs listings, for listing_run_test.go.

Standard input is a JSON list of programs. Standard output is a JSON object:
the versions, and for each program what it printed, its total_hidden_states and
what it has of gradients, with all digits.
"""

import contextlib
import io
import json
import platform
import sys
import types

import numpy as np


def keras_by_its_documentation():
    """A keras whose layers do what keras.io says of them, where the real one cannot be had."""

    def sigmoid(a):
        return 1 / (1 + np.exp(-a))

    class Recurrent:
        states = 1

        def __init__(self, units, activation="tanh", *, return_sequences, dtype):
            assert return_sequences and dtype == "float64"
            self.units = units
            self.activation = {"tanh": np.tanh, "relu": lambda a: np.maximum(a, 0)}[activation]

        def build(self, input_shape):
            batch, timesteps, size = input_shape
            columns = self.gates * self.units
            self.shapes = [(size, columns), (self.units, columns), self.bias_shape(columns)]

        def bias_shape(self, columns):
            return (columns,)

        def set_weights(self, weights):
            assert [np.shape(w) for w in weights] == self.shapes
            self.kernel, self.recurrent_kernel, self.bias = weights

        def __call__(self, inputs, initial_state=None):
            batch, timesteps, size = inputs.shape
            assert size == self.shapes[0][0] and inputs.dtype == np.float64
            if initial_state is None:
                initial_state = [np.zeros((batch, self.units))] * self.states
            elif not isinstance(initial_state, list):
                initial_state = [initial_state]
            assert [s.shape for s in initial_state] == [(batch, self.units)] * self.states
            outputs = []
            for t in range(timesteps):
                initial_state = self.step(inputs[:, t], *initial_state)
                outputs.append(initial_state[0])
            return np.stack(outputs, axis=1)

    class SimpleRNN(Recurrent):
        gates = 1

        def step(self, x, h):
            return [self.activation(x @ self.kernel + self.bias + h @ self.recurrent_kernel)]

    class LSTM(Recurrent):
        gates, states = 4, 2

        def step(self, x, h, c):
            columns = x @ self.kernel + h @ self.recurrent_kernel + self.bias
            i, f, candidate, o = np.split(columns, 4, axis=1)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(candidate)
            return [sigmoid(o) * np.tanh(c), c]

    class GRU(Recurrent):
        gates = 3

        def __init__(self, units, *, reset_after, return_sequences, dtype):
            assert reset_after
            super().__init__(units, return_sequences=return_sequences, dtype=dtype)

        def bias_shape(self, columns):
            return (2, columns)  # one for the inputs, one for the states

        def step(self, x, h):
            of_input, of_state = self.bias
            x_z, x_r, x_h = np.split(x @ self.kernel + of_input, 3, axis=1)
            h_z, h_r, h_h = np.split(h @ self.recurrent_kernel + of_state, 3, axis=1)
            z, r = sigmoid(x_z + h_z), sigmoid(x_r + h_r)
            return [z * h + (1 - z) * np.tanh(x_h + r * h_h)]

    class Bidirectional:
        """Both directions side by side, each in the order of time; weights and states first of the forward one."""

        def __init__(self, layer, *, dtype):
            assert dtype == "float64"  # else it would bring its output to float32
            options = {"return_sequences": True, "dtype": dtype}
            if isinstance(layer, GRU):
                options["reset_after"] = True
            self.layers = [type(layer)(layer.units, **options) for _ in range(2)]
            for each in self.layers:
                each.activation = layer.activation

        def build(self, input_shape):
            for layer in self.layers:
                layer.build(input_shape)

        def set_weights(self, weights):
            assert len(weights) == 6
            self.layers[0].set_weights(weights[:3])
            self.layers[1].set_weights(weights[3:])

        def __call__(self, inputs, initial_state=None):
            forward = reverse = None
            if initial_state is not None:
                half = len(initial_state) // 2
                forward, reverse = initial_state[:half], initial_state[half:]
            return np.concatenate([
                self.layers[0](inputs, initial_state=forward),
                self.layers[1](inputs[:, ::-1], initial_state=reverse)[:, ::-1],
            ], axis=2)

    keras = types.ModuleType("keras")
    keras.layers = types.SimpleNamespace(SimpleRNN=SimpleRNN, LSTM=LSTM, GRU=GRU, Bidirectional=Bidirectional)
    keras.__version__ = "by its documentation"
    return keras


def gradients(names):
    """What a program has of them: PyTorch's where its tensors keep them, else by the names of NumPy's listing."""
    found = {}
    if hasattr(names.get("rnn"), "named_parameters"):
        found = {name: names.get(name) for name in ["inputs", "h_0", "c_0"]}
        found.update(names["rnn"].named_parameters())
        found = {name: getattr(tensor, "grad", None) for name, tensor in found.items()}
    elif "d_inputs" in names:
        found = {
            "inputs": names["d_inputs"], "h_0": names["dh"], "c_0": names.get("dc"),
            "weight_ih_l0": names["dWx"], "weight_hh_l0": names["dWh"], "bias_ih_l0": names["db"],
        }
    return {name: [repr(float(v)) for v in np.ravel(g)] for name, g in found.items() if g is not None}


def main():
    programs = json.load(sys.stdin)
    versions = f"NumPy {np.__version__}, Python {platform.python_version()}"
    if any("import torch" in program for program in programs):
        import torch

        torch.set_num_threads(1)
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
            results.append({"printed": printed.getvalue(), "states": states, "gradients": gradients(names)})
        except Exception as error:
            results.append({"error": f"{type(error).__name__}: {error}"})
    json.dump({"versions": versions, "results": results}, sys.stdout)


main()
