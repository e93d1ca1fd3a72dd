package playground

// What listings in Python have in common: templates, see [program.fill].

const pythonImports = `k|import keras
import numpy as np
HK|import torch
HK|from torch import nn
`

const pythonFields = `d|$sizes=[input_size] * 2 + [2 * hidden_size] * $after
j|$sizes=[input_size, hidden_size]
$sizes=[input_size] + [hidden_size] * $after
y|$rows=$G * hidden_size
Y|$rows=hidden_size
l|$reads=size
L|$reads=input_size
n|$all=(timesteps, batch, input_size)
N|$all=(timesteps, input_size)
hn|$this=[:, $chosen]
$this=
l|$states=states
L|$states=inputs
m|$state=hidden_size,
h|$state=$passes, hidden_size
n|$state=$passes, batch, hidden_size
k|$state=$passes, 1, hidden_size
$state=$passes, hidden_size
g|$dq=dq
G|$dq=da
I|$given=
kCD|$given=, initial_state=$from
kD|$given=, initial_state=[$from]
kd|$given=, initial_state=[$from, $then]
C|$given=, torch.from_numpy(h_0$new)
c|$given=, states
C|$from=h_0[$i]
c|$from=h_0[$i], c_0[$i]
C|$then=h_0[$next]
c|$then=h_0[$next], c_0[$next]
C|$into=h_0
c|$into=(h_0, c_0)
m|$new=[np.newaxis]
M|$new=
l|$i=at
m|$i=np.newaxis
$i=0
l|$next=at + 1
L|$next=1
l|$tab=    
L|$tab=
N|$part=:, $side
D|$part=:, $chosen
$part=:, $chosen, $side
r|$side=hidden_size:
R|$side=:hidden_size
x|$whole=output
X|$whole=total_hidden_states
C|$final=h_n
c|$final=(h_n, c_n)
l|$stack=, num_layers=$shown
L|$stack=
d|$way=, bidirectional=True
D|$way=
q|$tuple=Wx, Wh, b, b_hn
Q|$tuple=Wx, Wh, b
$keras=keras.layers.$kind, return_sequences=True, dtype="float64")
t|$kind=SimpleRNN(hidden_size
e|$kind=SimpleRNN(hidden_size, "relu"
c|$kind=LSTM(hidden_size
g|$kind=GRU(hidden_size, reset_after=True
G|$kernels=[Wx.T, Wh.T, b]
gQ|$kernels=[Wx[order].T, Wh[order].T, np.stack([b[order], 0 * b])]
gq|$kernels=[Wx[order].T, Wh[order].T, np.stack([b[order], np.concatenate([0 * b[hidden_size:], b_hn])])]
n|$batched=inputs.swapaxes(0, 1)
N|$batched=inputs[np.newaxis]`

// pythonInputs are made in one of these ways, in the order of AllInputs, or are none.
const pythonInputs = `hn|# $sequence
inputs = @np.random.random($all)@$this

@np.random.random($all)@
inputs = np.zeros((timesteps, input_size))
inputs[0] = $level

@np.random.random($all)@
inputs = np.zeros((timesteps, input_size))
inputs[timesteps // 2:] = $level

@np.random.random($all)@
turns = np.arange(timesteps)[:, np.newaxis] / $period + np.arange(input_size) / input_size
inputs = $factornp.sin(2 * np.pi * turns)

@np.random.random($all)@
inputs = np.full((timesteps, input_size), $level)

@np.random.random($all)@
inputs = np.eye(input_size)[[vocabulary.index(c) for c in characters]]

hn|# $sequence
inputs = @np.random.uniform(-1, 1, $all)@$this
inputs = inputs[[words.index(word) for word in words]]

inputs = np.zeros((timesteps, input_size))`

// pythonRepeat has all sequences read what one does.
const pythonRepeat = `nH|inputs = np.repeat(inputs[:, np.newaxis], batch, axis=1)`

// pythonWeights are a bound, Wx, Wh and b.
const pythonWeights = `2|bound = 1 / np.sqrt(hidden_size)
3|bound = np.sqrt(6 / ($reads + $rows))

1|Wx = @np.random.random(($rows, $reads))@
2|Wx = @np.random.uniform(-bound, bound, ($rows, $reads))@
3|Wx = @np.random.uniform(-bound, bound, ($rows, $reads))@
4|Wx = gain / np.sqrt($reads) * @np.random.standard_normal(($rows, $reads))@
5|Wx = 1 / np.sqrt($reads) * @np.random.standard_normal(($rows, $reads))@
6|Wx = @np.random.uniform(-1, 1, ($rows, $reads))@

1|Wh = @np.random.random(($rows, hidden_size))@
2|Wh = @np.random.uniform(-bound, bound, ($rows, hidden_size))@
3Y|Q, R = np.linalg.qr(@np.random.standard_normal(($rows, hidden_size))@)
3Y|Wh = Q * np.sign(np.diag(R))
3y|Wh = @np.random.standard_normal(($rows, hidden_size))@
3y|for gate in np.split(Wh, $G):
3y|    Q, R = np.linalg.qr(gate)
3y|    gate[:] = Q * np.sign(np.diag(R))
4|Wh = gain / np.sqrt(hidden_size) * @np.random.standard_normal(($rows, hidden_size))@
5Y|Wh = gain * np.eye(hidden_size)
5y|Wh = np.tile(gain * np.eye(hidden_size), ($G, 1))
6|Wh = @np.random.uniform(-1, 1, ($rows, hidden_size))@
6Y|Wh *= radius / np.max(np.abs(np.linalg.eigvals(Wh)))
6y|for gate in np.split(Wh, $G):
6y|    gate *= radius / np.max(np.abs(np.linalg.eigvals(gate)))

v|b = np.full(($rows,), $value)
w|b = np.zeros(($rows,))
f|b[hidden_size:2 * hidden_size] = 1  # keras.layers.LSTM: unit_forget_bias=True
1VW|b = @np.random.random(($rows,))@
2VW|b = @np.random.uniform(-bound, bound, ($rows,))@
4VW|b = gain / np.sqrt(hidden_size) * @np.random.standard_normal(($rows,))@
6VW|b = @np.random.uniform(-1, 1, ($rows,))@

b_hn = np.zeros((hidden_size,))`

// pythonPasses begins the loop in which the weights of each pass are made.
const pythonPasses = `weights = []
d|# $both
l|for size in $sizes:
L|for _ in range(2):`
