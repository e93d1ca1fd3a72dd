package playground

// The libraries' layers, with the weights that NumPy draws: templates, see [program.fill].

const torchProgram = `O|parameters = {}
O|for name, ($tuple) in zip("$names".split(), weights):
O|    parameters["weight_ih_" + name] = torch.from_numpy(Wx)
O|    parameters["weight_hh_" + name] = torch.from_numpy(Wh)
O|    parameters["bias_ih_" + name] = torch.from_numpy(b)
OQ|    parameters["bias_hh_" + name] = torch.zeros($rows)  # $bias
Oq|    parameters["bias_hh_" + name] = torch.from_numpy(np.concatenate([0 * b[hidden_size:], b_hn]))
e|rnn = nn.RNN(
e|    input_size, hidden_size$stack$way, nonlinearity="relu",
e|    dtype=torch.float64,
e|)
E|rnn = nn.$class(input_size, hidden_size$stack$way, dtype=torch.float64)
O|rnn.load_state_dict(parameters)
OB|with torch.no_grad():
o|with torch.no_grad():
o|    rnn.weight_ih_l0.copy_(torch.from_numpy(Wx))
o|    rnn.weight_hh_l0.copy_(torch.from_numpy(Wh))
o|    rnn.bias_ih_l0.copy_(torch.from_numpy(b))
o|    rnn.bias_hh_l0.zero_()  # $bias
oq|    rnn.bias_hh_l0[2 * hidden_size:] = torch.from_numpy(b_hn)
Bic|    states = torch.from_numpy(h_0$new), torch.from_numpy(c_0$new)
B|    $whole, $final = rnn(torch.from_numpy(inputs)$given)
b|
b|inputs = torch.from_numpy(inputs).requires_grad_()
b|h_0 = torch.from_numpy(h_0$new).requires_grad_()
bc|c_0 = torch.from_numpy(c_0$new).requires_grad_()
b|$whole, $final = rnn(inputs, $into)
x|total_hidden_states = output[$part]

B|print(total_hidden_states.numpy())
b|print(total_hidden_states.detach().numpy())
b|
bs|L = total_hidden_states[$step, $unit]
bzR|L = total_hidden_states[-1].sum()
bzr|L = total_hidden_states[0].sum()
ba|target = torch.from_numpy(np.sin(2 * np.pi * np.arange(timesteps) / $period))
ba|L = ((total_hidden_states[:, $unit] - target) ** 2).sum() / 2
b|L.backward()
b|
b|print("L =", L.item())
b|print("inputs", inputs.grad.numpy(), sep="\n")
b|print("h_0", h_0.grad.numpy(), sep="\n")
bc|print("c_0", c_0.grad.numpy(), sep="\n")
b|for name, parameter in rnn.named_parameters():
b|    print(name, parameter.grad.numpy(), sep="\n")`

const kerasProgram = `b|# $gradients
g|# $order
g|order = np.r_[hidden_size:2 * hidden_size, 0:hidden_size, 2 * hidden_size:3 * hidden_size]
o|rnn = $keras
oN|rnn.build((1, timesteps, input_size))
on|rnn.build((batch, timesteps, input_size))
oG|rnn.set_weights($kernels)  # $transposed
og|# $transposed
og|rnn.set_weights($kernels)
o|total_hidden_states = rnn($batched$given)[$chosen]
O|# $transposed
O|parameters = [$kernels for $tuple in weights]
O|states = $batched
lD|for at in range($passes):
ld|for at in range(0, $passes, 2):
O|$tabrnn = $keras
d|$tabrnn = keras.layers.Bidirectional(rnn, dtype="float64")
O|$tabrnn.build(states.shape)
OD|$tabrnn.set_weights(parameters[$i])
d|$tabrnn.set_weights(parameters[$i] + parameters[$next])
O|$tabstates = rnn(states$given)
OD|total_hidden_states = states[$chosen]
d|total_hidden_states = states[$chosen, :, $side]

print(np.array(total_hidden_states))`
