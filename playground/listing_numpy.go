package playground

// What computes the states, and the gradients, in the listing for NumPy: templates, see
// [program.fill].

// numpyFunctions are what comes before everything else.
const numpyFunctions = `y|
y|def sigmoid(a):
y|    return 1 / (1 + np.exp(-a))
y|
y|
Ot|
Oe|
OC|def $lower(inputs, $tuple, hidden_state_t):
Oc|def $lower(inputs, $tuple, hidden_state_t, cell_state_t):
O|    hidden_states = []`

// numpySteps is the loop over the steps, of one pass as it is, else in a function.
const numpySteps = `oP|print(hidden_state_t)
oP|print(Wx.shape)
oP|print(Wh.shape)
oP|print(b.shape)
oP|
o|total_hidden_states = []
ob|h = [hidden_state_t]
obc|c = [cell_state_t]
oby|gates = []
for input_t in inputs:
t|    hidden_state_t = np.tanh(np.dot(Wx, input_t) + np.dot(Wh, hidden_state_t) + b)
e|    hidden_state_t = np.maximum(0, np.dot(Wx, input_t) + np.dot(Wh, hidden_state_t) + b)
c|    i, f, g, o = np.split(np.dot(Wx, input_t) + np.dot(Wh, hidden_state_t) + b, 4)
c|    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
c|    cell_state_t = f * cell_state_t + i * g
c|    hidden_state_t = o * np.tanh(cell_state_t)
g|    x_r, x_z, x_n = np.split(np.dot(Wx, input_t) + b, 3)
g|    h_r, h_z, h_n = np.split(np.dot(Wh, hidden_state_t), 3)
gq|    h_n = h_n + b_hn
g|    r, z = sigmoid(x_r + h_r), sigmoid(x_z + h_z)
g|    n = np.tanh(x_n + r * h_n)
g|    hidden_state_t = (1 - z) * n + z * hidden_state_t`

const numpyReturn = `        hidden_states.append(hidden_state_t)
    return np.stack(hidden_states, axis=0)

`

const numpyProgram = `o|    total_hidden_states.append(hidden_state_t)
oP|    print(np.shape(total_hidden_states))
ob|    h.append(hidden_state_t)
obc|    c.append(cell_state_t)
obc|    gates.append((i, f, g, o))
obg|    gates.append((r, z, n, h_n))
o|
o|total_hidden_states = np.stack(total_hidden_states, axis=0)
OD|total_hidden_states = inputs
OD|for at in range($passes):
OD|    total_hidden_states = $lower(total_hidden_states, *weights[at], $from)
ld|states = inputs
ld|for at in range(0, $passes, 2):
d|$tabforward = $lower($states, *weights[$i], $from)
d|$tabreverse = $lower($states[::-1], *weights[$next], $then)[::-1]
ld|    states = np.hstack([forward, reverse])
dR|total_hidden_states = forward
r|total_hidden_states = reverse
O|
O|$tuple = weights[$pass]
O|print(h_0[$pass])
O|print(Wx.shape)
O|print(Wh.shape)
O|print(b.shape)
O|for step in range(1, timesteps + 1):
O|    print(np.shape(total_hidden_states[:step]))
print(total_hidden_states)
bO|
bO|# $gradients
bo|
bos|L = total_hidden_states[$step, $unit]
boz|L = total_hidden_states[-1].sum()
boa|target = np.sin(2 * np.pi * np.arange(timesteps) / $period)
boa|L = ((total_hidden_states[:, $unit] - target) ** 2).sum() / 2
bo|dL = np.zeros_like(total_hidden_states)
bos|dL[$step, $unit] = 1
boz|dL[-1] = 1
boa|dL[:, $unit] = total_hidden_states[:, $unit] - target
bo|
bo|dWx, dWh, db, d_inputs = [np.zeros_like(v) for v in [Wx, Wh, b, inputs]]
boq|db_hn = np.zeros((hidden_size,))
bo|dh = np.zeros((hidden_size,))
boc|dc = np.zeros((hidden_size,))
bo|for t in reversed(range(len(inputs))):  # $through
bo|    dh = dh + dL[t]
bot|    da = dh * (1 - h[t + 1]) * (1 + h[t + 1])
boe|    da = dh * (h[t + 1] > 0)
boc|    i, f, g, o = gates[t]
boc|    y = np.tanh(c[t + 1])
boc|    dc = dc + dh * o * (1 - y) * (1 + y)
boc|    di, df = dc * g * i * (1 - i), dc * c[t] * f * (1 - f)
boc|    dg, do = dc * i * (1 - g) * (1 + g), dh * y * o * (1 - o)
boc|    da = np.concatenate([di, df, dg, do])
boc|    dc = dc * f
bog|    r, z, n, h_n = gates[t]
bog|    dn = dh * (1 - z) * (1 - n) * (1 + n)
bog|    dr, dz = dn * h_n * r * (1 - r), dh * (h[t] - n) * z * (1 - z)
bog|    da, dq = np.concatenate([dr, dz, dn]), np.concatenate([dr, dz, dn * r])
bo|    dWx += np.outer(da, inputs[t])
bo|    dWh += np.outer($dq, h[t])
bo|    db += da
boq|    db_hn += dq[2 * hidden_size:]
bo|    d_inputs[t] = np.dot(Wx.T, da)
boG|    dh = np.dot(Wh.T, da)
bog|    dh = np.dot(Wh.T, dq) + dh * z
bo|
bo|print("L =", L)
bo|print("inputs", d_inputs, sep="\n")
bo|print("Wx", dWx, sep="\n")
bo|print("Wh", dWh, sep="\n")
bo|print("b", db, sep="\n")
boq|print("b_hn", db_hn, sep="\n")
bo|print("h_0", dh, sep="\n")
boc|print("c_0", dc, sep="\n")`
