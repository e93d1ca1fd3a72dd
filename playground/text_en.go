package playground

const englishTexts = `
title: RNN Playground
tagline: How a recurrent network makes its hidden states, step by step, down to the last digit
description: Compute the hidden states of a recurrent neural network in the browser. A seed gives NumPy's own numbers, to the last digit.
language: 한국어

link.copy: Copy link
embed: Embed
embed.playground: Open in the playground
embed.locked: This value is locked here.
embed.about: Puts what is on the screen into a lesson or a slide. Choose what is shown and what is locked, and paste the code there.
embed.show: Shown
embed.set: Can be set
embed.lock: Locked
embed.height: Height in pixels
embed.theme: Colours
embed.theme.auto: as the reader has them
embed.theme.light: light
embed.theme.dark: dark
embed.origin: Address of the page to exchange messages with
embed.origin.error: Only an address with http or https and without a path can be used.
embed.as: As
embed.element: custom element
embed.preview: Preview
embed.code: Code to paste
piece.equation: Equation
piece.inputs: Inputs x
piece.sums: Sums a, gates
piece.heatmap: Hidden states h
piece.lines: A line per unit
piece.player: Player
piece.controls: All settings
piece.edits: Values set by hand
piece.weights: Weights
piece.numbers: All numbers
piece.view: Forward or backward
link.used.noorigin: no messages
link.used.nonames: nothing locked
projector: Projector
unfold: Controls

tour.start: Tour
tour.next: Next
tour.back: Back
tour.end: Done
tour.place: {0} / {1}
tour.offer.play: Play it
tour.offer.pytorch: PyTorch’s weights, same seed
tour.zero: Before the first step: the zero state
tour.zero.text: An RNN reads its inputs step by step and hands a hidden state from each step to the next. It begins with h₀, all zeros ({0}): nothing is remembered yet. At t = 1 the h<sub>t−1</sub> in this equation is h₀, so h₁ comes from x₁ and b alone.
tour.zero.set: An RNN reads its inputs step by step and hands a hidden state from each step to the next. It usually begins with zeros; here h₀ is not zero, so h₁ remembers something before anything has been read.
tour.shapes: What the shapes mean
tour.shapes.text: A step reads {0} number{s0}, x<sub>t</sub>, and keeps {1}, h<sub>t</sub>. Wx makes {1} sum{s1} out of the inputs, Wh makes {1} sum{s1} out of the state before, and b adds one number to each. These {2} parameters are the same at every step, however long the input is.
tour.step: One step by hand
tour.step.text: Take h₁[0]. h₀ is zero, so Wh h₀ adds nothing. Together, the {0} product{s0} of Wx and x₁ ({1}) and b[0] ({2}) make the sum a = {3}. tanh gives {4}: that is h₁[0], and every other state is made the same way.
tour.step.set: Take h₁[0]. Together, the {0} product{s0} of Wx and x₁ ({1}), those of Wh and h₀ ({5}) and b[0] ({2}) make the sum a = {3}. tanh gives {4}: that is h₁[0], and every other state is made the same way.
tour.steps: T = {0}: the same again and again
tour.steps.text: h₁ enters step 2, and so on up to t = {0}. Each column is a step, each row a unit, and the weights never change. h[0] is {1} after the first step and {2} after the last.
tour.steps.one: This run has only one step, so nothing is handed on. With T = 10 there are ten columns here, and each state enters the next step.
tour.saturation: Why it saturates
tour.saturation.most: Past 0.99: {0} of {1} state{s1}. Their sums are too large: |a| is {2} on average, and beyond 2.65 tanh has nowhere left to go. The mean slope is {3}, and that is all that gets through when an input changes.
tour.saturation.some: Past 0.99: {0} of {1} state{s1}. Their sums lie beyond 2.65, where tanh is flat. The others still move. |a| is {2} on average and the mean slope {3}, the share that gets through when an input changes.
tour.saturation.none: Past 0.99: {0} of {1} state{s1}, so nothing saturates here. |a| is {2} on average and the mean slope {3}, the share that gets through when an input changes.
tour.saturation.positive: The reason: nothing in x, Wx, Wh and b is negative, so no term of a sum cancels another.
tour.change: What to change
tour.change.text: Sums stay small when the weights are small and have both signs. PyTorch draws them between −1/√H and 1/√H, here ±{0}. With the same seed the inputs stay the same: watch only the colours and the slope.
tour.change.done: These are PyTorch’s weights: {0} of {1} state{s1} past 0.99, and a mean slope of {2}. Now change something yourself: the seed, the sizes, what enters.
tour.change.compared: With PyTorch’s weights: {0} of {1} state{s1} past 0.99, and a mean slope of {2}. With the tutorial’s weights and the same seed it was {3}, and {4}. Now change something yourself: the seed, the sizes, what enters.
tour.gradient: Why gradients vanish
tour.gradient.text: To learn, a network has to know how the end depends on the beginning. ∂L/∂h goes back through the steps, and each multiplies it by Wh and by the slopes of tanh. From t = {0} to t = 1 it becomes × {1} here: that is all the first step can be learned from.
tour.gradient.plain: To learn, a network has to know how the end depends on the beginning. ∂L/∂h goes back through the steps, and each multiplies it by Wh and by the slopes of tanh. Factors below 1 make it vanish, factors above 1 make it explode.
tour.gates: From RNN to LSTM
tour.gates.text: Where an RNN computes one row of numbers, an LSTM computes four, each with weights of its own: {0} parameters instead of {1}. g is what may enter, i how much of it does, f how much stays of what was there, and o how much is shown: h = o · tanh(c). i, f and o lie between 0 and 1 and work like valves.
tour.carried: What the cell state keeps
tour.carried.text: c = f · c + i · g: from one step to the next c meets only f, no matrix and no tanh. Where f is near 1, c stays, and so does its gradient. Here f is {0} on average, and ∂L/∂c, the dotted line, becomes × {1} on the way back; the RNN’s ∂L/∂h becomes × {2}. Keras begins with f open, by a bias of 1: choose its weights and compare.
tour.carried.plain: c = f · c + i · g: from one step to the next c meets only f, no matrix and no tanh. Where f is near 1, c stays, and so does its gradient, the dotted line. Keras begins with f open, by a bias of 1: choose its weights and compare.

help.title: Keys and gestures
help.pictures: In the pictures
help.pictures.step: one step back or on
help.pictures.unit: one unit up or down
help.pictures.far: ten steps back or on
help.pictures.ends: to the first or the last step
help.pictures.keep: keep the cell
help.pictures.free: let go of it, and stop playing
help.pictures.play: play or pause
help.pointer: With a mouse or a finger
help.point: point
help.click: click or tap
help.drag: drag sideways
help.pointer.look: open the number under the pointer
help.pointer.keep: keep the cell, in a picture or in the table
help.pointer.along: along the steps; on a weight or another factor: less or more
help.values: On a value of x, Wx, Wh, b or h₀
help.values.edit: type another
help.values.nudge: 0.01 more or less
help.values.coarse: with the arrow: 0.1
help.values.fine: with the arrow: 0.001
help.values.undo: undo
help.values.redo: redo
help.anywhere: Everywhere
help.anywhere.next: to the next control
help.anywhere.projector: projector mode on or off
help.anywhere.help: these keys
help.single.keys: p and ? work on their own
help.single: Download as one file that opens without a network
help.licences: Licences

sizes: Sizes
draw: Random numbers
name.timesteps: Timesteps T
name.input-size: Input size I
name.hidden-size: Hidden size H
name.seed: Seed
name.num-layers: Layers
name.batch: Batch
name.t: Step t
exact: as a number
dice: New seed
reset: Back to the tutorial

weights: Weights Wx, Wh, b
weights.try.pytorch: Try PyTorch’s weights
weights.try.tutorial: The tutorial's weights
link.used.tutorial: the tutorial's weights

inspector: Where this number comes from
inspector.terms: The terms whose sum is
inspector.rest: the other {0}
inspector.factors: W × value
inspector.gated: gate × value
inspector.product: = product
inspector.all: all
inspector.open: open {0}
inspector.sum: sum
inspector.curve: The curve of {0} with this sum on it and the tangent there
inspector.slope: slope
inspector.order: Terms
terms.given: in order
terms.size: by size
terms.digits: all digits
terms.all: all terms
link.used.given: terms in order
saturation: Saturation

equation.label: h t equals tanh of Wx times x t, plus Wh times h t minus 1, plus b
equation.label.RNN_RELU: h t equals relu of Wx times x t, plus Wh times h t minus 1, plus b
equation.label.LSTM: i, f and o equal sigma and g equals tanh of Wx times x t, plus Wh times h t minus 1, plus b; c t equals f times c t minus 1 plus i times g; h t equals o times tanh of c t
equation.label.GRU: r and z equal sigma of Wx times x t, plus Wh times h t minus 1, plus b; n equals tanh of Wx times x t, plus b, plus r times Wh times h t minus 1; h t equals 1 minus z times n, plus z times h t minus 1
parameters: {0} weights
network: Layer
cell: Cell
cell.RNN_TANH: RNN, tanh
cell.RNN_RELU: RNN, relu
cell.LSTM: LSTM
cell.GRU: GRU
bidirectional: Both directions
part: Shown
part.label: The layer and direction that are shown
sequence: Sequence of the batch
equation.step: h {0} equals tanh of Wx times x {0}, plus Wh times h {1}, plus b
legend.x: input
legend.h: hidden state
legend.b: bias
legend.W: weights

picture: Over time
plots.label: Inputs, sums and hidden states over time. Arrow keys choose a step and a unit, Enter keeps it, Escape lets go
inputs.label: Colour map of the inputs x: timesteps to the right
sums.label.gates: Colour map of the gates, and of LSTM's c: a band for each, timesteps to the right, units from the top
heatmap.label.stack: Colour map of every hidden state: a band for each layer and direction, timesteps to the right, units from the top
inputs.label.states: Colour map of the states of the layer below, which enter this one: timesteps to the right
label.backward: Gradients of L in the places of the values: {0}
sums.label: Colour map of the sums a before tanh: timesteps to the right, units from the top
now: t = {0} of {1}
play: Play
pause: Pause
back: One step back
forward: One step forward
heatmap.label: Colour map of every hidden state: timesteps to the right, units from the top
lines.label: A line for each unit: timesteps to the right, value of the hidden state upwards
axis.time: step t
scale.label: Colour scale: −1 is blue, 0 is close to the background, 1 is red

speed: Speed
drawing: How the network is drawn
drawing.unrolled: Unrolled
drawing.folded: Folded
cell.label: The network folded to one cell at step {0}, with the numbers of unit {1}
cell.delay: one step later
cell.more: {0} more

lines.each: a line for each unit ({0})
lines.bands: {0} units as bands: light all, dark the middle 50 %, line the median
heatmap.steps: each block holds up to {0} steps: the largest value above, the smallest below
heatmap.units: each block holds up to {0} units: the largest value above, the smallest below
heatmap.blocks: each block holds up to {0} steps × {1} units: the largest value above, the smallest below

panels: As numbers
panel.table: Table
panel.weights: Weights
panel.memory: Memory
panel.cells: LSTM · GRU
panel.code: Code
panel.printout: NumPy output
table.caption: Every hidden state: a row for each step t, a column for each unit
handout.part: h: steps {0} to {1} of {2}, units {3} to {4} of {5} in all
table.scroll: Table of hidden states, scrolls with the arrow keys
find: Go to step
printout.label: What the tutorial's program prints
copy: Copy output
copied: Copied
copy.failed: Could not copy. Please select the text and copy it yourself.
copy.code: Copy code

listing.language: Language of the program
listing.label: A program that computes exactly what is on screen
listing.drawn: not used, but drawn: what is drawn after it stays the same
listing.edited: set by hand: {0}
listing.bias: nn.$class has two biases
listing.transposed: Keras computes x W: transposed
listing.order: Keras has GRU's gates in the order z, r, h, and two biases
listing.sequence: the sequences do not meet
listing.both: of each layer the forward direction, then the reverse
listing.above: layer $shown of $layers: those above it change nothing here
listing.through: back through time
listing.gradients: the gradients are in the program for PyTorch

announce.done: Computed {0} timestep{s0} with hidden size {1} and seed {2}.
progress.run: Computing
progress.coming: Bringing the numbers here; soon they can be looked into
cancel: Cancel
cancelled: Stopped. The result before it is still here.
close: Close

error.missing: {0}: enter a whole number from {1} to {2}.
error.range: {0}: only whole numbers from {1} to {2} can be used; this is {3}.
error.total: These sizes make {0} values. At most {1} can be computed: make one of them smaller.
error.memory: This browser has no room for the {0} MB that this run takes. Make one of the sizes smaller, or close other tabs.
error.other: Something unexpected happened. The page still works. ({0})
link.corrected: A value in the link could not be used and was changed: {0}={1} → {2}
link.default: Opened with the tutorial's sizes.
link.used.notheme: the browser's colours
link.used.nolang: the browser's language
link.used.noedits: nothing set by hand
link.used.none: no marked step
link.used.nocompare: no B beside it
link.used.nomode: the usual page
link.used.notour: no tour
link.used.table: the table
noscript: This is the tutorial's result. Turn on JavaScript to change the values.
boot.loading: Downloading the calculator
boot.starting: Starting the calculator
boot.retry: Try again
boot.stays: The tutorial's result below stays readable.
boot.unsupported: This browser has no WebAssembly, so values cannot be changed. Please open the page in a newer browser.
boot.missing: The calculator's file was not found ({0}). It may be missing on the server.
boot.type: Something else arrived in place of the calculator ({0}). Please check the server's settings.
boot.broken: The download broke off at {0}. Check the connection and try again.
boot.network: The server could not be reached. Check the connection and try again.
boot.memory: There is not enough memory to start the calculator. Close other tabs and try again.
boot.other: The calculator could not be started ({0}).
boot.restarted: The calculator stopped and was started again. Your values are as they were.
boot.outgrown: This browser has no room for so large a run. The calculator was started again with the result before it.
boot.gaveup: The calculator stopped again and again. The last result stays readable.
boot.newer: There is a new version. Your values stay as they are.
boot.renew: Open it

name.gain: Gain
name.gain.normal: Gain g
name.gain.identity: Factor g
name.gain.radius: Spectral radius ρ
name.bias-value: Value of b
name.level: Size of the input
name.text: Sentence

weights.tutorial: Tutorial: U[0, 1)
weights.pytorch: PyTorch: U(±1/√H)
weights.keras: Keras: Glorot, orthogonal
weights.normal: Normal: g · N(0, 1/n)
weights.identity: Identity: Wh = g · 1
weights.radius: Spectral radius ρ
weights.short.tutorial: Tutorial
weights.short.pytorch: PyTorch
weights.short.keras: Keras
weights.short.normal: Normal
weights.short.identity: Identity
weights.short.radius: Radius
weights.note.tutorial: Wx, Wh and b are all drawn by np.random.random: all of them positive.
weights.note.pytorch: Wx, Wh and b are drawn by np.random.uniform between −1/√H and 1/√H, as PyTorch's nn.RNN does.
weights.note.keras: Wx is uniform within ±√(6/(I+rows)), Wh a random rotation, b zero but 1 for an LSTM's forget gate, as Keras does.
weights.note.normal: Wx is normal with standard deviation g/√I, Wh and b with g/√H.
weights.note.identity: Wh hands every state on unchanged, times g. Wx is normal with 1/√I, b zero.
weights.note.radius: Everything is uniform within ±1; then Wh is scaled until its largest eigenvalue has the size ρ.
weights.note.bias: But b is {0} for every unit.

bias: Bias b
bias.same: As the weights
bias.zero: Zero
bias.constant: The same for every unit

inputs: What enters: x
inputs.random: Tutorial: U[0, 1)
inputs.impulse: Impulse at t = 1
inputs.step: Step in the middle
inputs.sine: Sine, period 10
inputs.constant: Constant
inputs.characters: Text, by character
inputs.words: Text, by word
inputs.note.random: np.random.random: numbers from 0 to 1.
inputs.note.impulse: Once something, then nothing: what is left of it is memory.
inputs.note.step: Nothing in the first half, then the same all the time.
inputs.note.sine: A wave of 10 steps, shifted from input to input.
inputs.note.constant: The same at every step.
inputs.note.characters: T is the number of characters ({0}), I that of different ones ({1}): each is 1 in its own row, 0 elsewhere.
inputs.note.words: T is the number of words ({0}); each different word has a random vector of size I, the same wherever it stands.
text.default: hello, RNN

error.number.missing: {0}: enter a number from {1} to {2}.
error.number.range: {0}: only numbers from {1} to {2} can be used; this is {3}.
error.decomposed: “{0}” can be drawn for a hidden size of at most {1}: the work grows with its third power.
error.edits: At most {0} values can be set by hand: more do not fit into a link.

matrices.label: Weights Wx, Wh, the bias b and the initial state: row j makes unit j. Arrow keys choose a value, Enter or a digit edits it, plus and minus change it by 0.01, Delete gives it back to the seed
matrices.hint: Row j makes unit j. Drag a value, or double-click it, to change it.
matrices.weight: {0} = {1} · times {2}, goes into {3}
matrices.bias: {0} = {1} · goes into {2} at every step
matrices.initial: {0} = {1} · what unit {2} remembers before the first step
edit.open: Change
edit.less: Less by 0.01
edit.more: More by 0.01
edit.drawn: The seed gives {0}
edit.unset: Back to the first value
edit.count: {0} changed by hand
edit.undo: Undo
edit.redo: Redo
edit.reset: Reset

compare: A | B
compare.weights: B has
compare.note: A: {0} · B: {1} · same seed, same inputs
compare.summary: B ({0}): {2} of {1} states ({3} %) past 0.99, mean slope {4}.
compare.lines: orange: A ({0}), violet: B ({1}); the chosen unit stands out
other.label: Colour map of B’s hidden states
difference.label: Colour map of the difference, B minus A
colors: Colours of h
colors.value: h, −1 … 1
colors.log: 1 − |h|, log
influence.zero: ‖∂h{0}/∂h₀‖ is exactly 0, from t = {1} on: of a change in h₀ nothing arrives.
influence.vanishing: Vanishing: ‖∂h{0}/∂h₀‖ = {1}, from {2} at the start: × {3} per step on average. From t = {4} on less than 1 % is left.
influence.exploding: Exploding: ‖∂h{0}/∂h₀‖ = {1}, from {2} at the start: × {3} per step on average. A small change in h₀ becomes {4} times as large.
influence.kept: ‖∂h{0}/∂h₀‖ = {1}, from {2} at the start: × {3} per step on average. Of a change in h₀ {4} % is left.
influence.rows: a row for every {0} steps s
influence.columns: a column for every {0} steps t
influence.blocks: a row for every {0} steps s, a column for every {1} steps t
influence.toolarge: With T = {0} and H = {1} there are too many matrices to multiply for this picture. T up to {2} fits with this H, H up to {3} with this T.

seen.only: The only state is {0}.
seen.only.zero: The only state is exactly 0.
seen.only.high: The only state is pinned at 1 (h > 0.99).
seen.only.low: The only state is pinned at −1 (h < −0.99).
seen.zero: None of the {0} states has |h| > 0.99: every h is exactly 0.
seen.small: None of the {0} states has |h| > 0.99: |h| is at most {1}.
seen.beyond: A GRU that begins beyond 1 comes back by degrees, as z lets it: h lies between {0} and {1}.
seen.range: None of the {0} states has |h| > 0.99: h lies between {1} and {2}.
seen.all.high: All {0} states are pinned at 1 (h > 0.99).
seen.all.low: All {0} states are pinned at −1 (h < −0.99).
seen.all.both: All {0} states are pinned (|h| > 0.99), {1} at 1 and {2} at −1.
seen.some.high: {1} of {0} states ({2} %) got pinned at 1 (h > 0.99){3}.
seen.some.low: {1} of {0} states ({2} %) got pinned at −1 (h < −0.99){3}.
seen.some.both: {1} of {0} states ({2} %) got pinned (|h| > 0.99), {3} at 1 and {4} at −1{5}.
seen.which.from: : all units from t = {0} on
seen.which.unit: ; unit {0} at every step
seen.which.units: ; units {0} at every step
seen.which.count: ; {0} of {1} units at every step
seen.which.often: ; most often unit {0}, at {1} of {2} steps
seen.cycle: From t = {0} on h repeats every {1} steps, to within {2}.
seen.fade: Then h fades: |h| is {0} at t = {1} and at most {2} from t = {3} on.
seen.still: From t = {0} on h does not change, not even in its last digit.
seen.jumps: Yet states jump from one end to the other within a step ({0} ×).
seen.flat: A change in a reaches h at only {0} of its size on average.
gradient.words: Back from L = {0} = {1}.
gradient.toolarge: Going back through time takes as many numbers again: {0} are too many for this page, {1} fit. Make one of the sizes smaller.
drawing.backward: ← ∂L
drawing.backward.label: Backward: how L depends on every number
target.label: The number L that is gone back from
target.state: L: chosen h
target.last: L: Σ last h
target.pattern: L: off a sine
seen.dead: {0} of {1} states ({2} %) are exactly 0; the others pass a change in a on as it is.
seen.blown: The largest h is {0}, at t = {1}.
seen.lstm: The forget gate f is {0} on average: so much of c a step keeps.
seen.gru: The update gate z is {0} on average: so much of h a step keeps as it is.
seen.slope: A change in a reaches h at {0} of its size on average.
seen.settled: From t = {0} on every unit stays within {1} of its last value.
seen.line: So close to 0 tanh is almost a straight line: h equals a to within {0} %.
seen.moves: Unit {0} moves most, between {1} and {2}.

influence.label: How much of a change at step s, from the top, arrives at step t, to the right: colours on a logarithmic scale. Arrow keys choose t and s, Escape lets go
influence.running: Multiplying the matrices …
influence.at: {0} = {1}
influence.future: h{0} is not there yet at h{1}
cells.label: The cell whose gates are shown
cells.gradient.label: How large the gradient ∂L/∂h of every step is, on a logarithmic scale: a line for each cell
cells.bands.label: Gates, states and gradient of one cell over time: a band for each, in it a row for each unit
cells.memory: s → t
cells.memory.rnn: RNN: how much of the state at step s, from the top, arrives at step t, to the right
cells.memory.lstm: LSTM: the same of its h and c
cells.memory.gru: GRU: the same
cells.running: Going through the cells …
cells.first: L = {0} belongs to the first step: there is no way back.
cells.left: Back from L = {0} to the first step, ∂L/∂h becomes: RNN × {1}, LSTM × {2}, GRU × {3}.
cells.lstm: The forget gate f is {0} on average, the share of c that a step keeps. {1} parameters.
cells.gru: The update gate z is {0} on average, the share of h that a step keeps as it is. {1} parameters.
cells.rnn: Nothing is kept as it is: all of it goes through Wh and tanh, whose slope is {0} on average. {1} parameters.
cells.behind: later than L = {0}
cells.toolarge: At these sizes an LSTM has {0} weights in Wx and Wh, and a layer has {1} states. Cells are compared up to {2} weights and {3} states: make one of the sizes smaller.
memory.steps: steps
memory.units: units
memory.steps.label: For each step the share of units past 0.99 as a bar, and the mean slope as a line
memory.units.label: For each unit the share of steps past 0.99 as a bar, and the mean slope as a line
saturation.unit: Bars: share past 0.99, line: mean slope {6}. Unit {0}: {1}, {2}. Step {3}: {4}, {5}.
radius.below: Spectral radius of Wh: ρ = {0}. Below 1, Wh alone makes every memory fade.
radius.one: Spectral radius of Wh: ρ = {0}. Close to 1, Wh alone keeps what it holds.
radius.above: Spectral radius of Wh: ρ = {0}. Above 1, Wh alone makes states grow: tanh holds them, relu does not.
radius.toolarge: The spectral radius of Wh is found for hidden sizes up to 1,000.

panel.files: Export
files.label: Take it with you
files.numbers: Numbers
files.page: This page
files.pictures: Pictures
files.npz: All numbers, for NumPy
files.safetensors: Weights, for PyTorch
files.csv: States, as a table
files.json: Numbers, as JSON
files.ipynb: Open in a notebook
files.all: Everything chosen, to open again
files.light: light, for paper
files.download: Download
files.download.label: Download {0}
files.picture.label: {0}: {1}
files.copy: Copy
files.copy.label: Copy the states for a spreadsheet
files.about: about {0}
files.making: Making {0}: {1} %
files.saved: Saved: {0}
files.left: {0} was not finished, as other numbers have come.
files.failed: {0} could not be saved: {1}

notebook.page: The page these numbers are from
notebook.program: This program computes the hidden states, as the page does.
notebook.numbers: The page has these hidden states. The two may differ in the last digits, as sums are added up in another order.
notebook.beside: Put {0} beside this notebook: “All numbers, for NumPy” on the page saves it.
notebook.pytorch: The same with PyTorch, where it is installed: pip install torch
notebook.difference: largest difference:

figure.states: Inputs, sums and hidden states
figure.states.gates: Inputs, gates and hidden states
figure.states.compare: Hidden states of A and B
figure.states.backward: Gradients of L at every step
figure.lines: Hidden states over time
figure.lines.backward: Gradients by the hidden states over time
figure.weights: Weights, bias and initial state
figure.weights.backward: Gradients by weights, bias and initial state
figure.influence: What a step leaves in later ones
figure.gates: Inside the {0}
figure.gradient: The gradient on its way back
figure.sums: sums before the function
figure.inside: gates and states, a band for each
figure.flat: bars: states past 0.99, line: mean slope

bring: Bring your own numbers
bring.about: Arrays for x, Wx, Wh, b or h₀, or a whole PyTorch model: .npy, .npz, .safetensors, CSV, TSV, JSON, or a page that was saved.
bring.choose: Choose a file
bring.elsewhere: Or drop one anywhere on the page.
bring.paste: Or paste numbers here, from a spreadsheet or a program
bring.read: Read
bring.private: It is read in your browser. Nothing leaves it.
bring.here: Drop to read its numbers
bring.pasted: pasted numbers
bring.loading: Getting the reader of files
bring.memory: This browser has no room for the {0} MB that it takes to read this file. Close other tabs, or bring fewer values.
bring.noreader: The part of the page that reads files could not be loaded. Look at the connection and try again.
bring.other: Another file
bring.done: Done
bring.torch: The weights of a PyTorch layer: {0}
bring.tutorial: The tensors of the tutorial’s program: {0}
bring.sizes: T = {0}, I = {1}, H = {2}
bring.model: {0}, I = {1}, H = {2}
bring.layers: {0} layers
bring.both: both directions
bring.take: Use all of it
bring.arrays: One by one
bring.array: Use it as
bring.fits: {0}, as it is now
bring.changes: {0}, with {1}
bring.nowhere: An array of shape {0} fits nowhere. What would fit now: x {1}, Wx {2}, Wh {3}, b {4}, h₀ {5}, or others of as many dimensions.
bring.toolarge: As an array of the layer it would be too large: {0}
bring.left: Left out: {0}
bring.counts: The first column only counts the rows and is left out.
bring.more: and {0} more
bring.misfit: {0} is {1}: want {2}.
bring.missing: {0} is missing: want {1}.
bring.unused: This cannot be used as a whole: {0}
bring.in: Now yours: {0}.
bring.page: The page that was saved in {0} is open again.
bring.one: {0} files at once: bring in one after the other.
bring.notfile: That is no file and no text with numbers.
bring.notkept: This browser does not keep the numbers: after a reload they have to be brought in again.
bring.unread: {0} could not be read from the disk.
bring.error.truncated: {0} ends too early: it has {1} bytes, {2} are wanted.
bring.error.damaged: {0} is damaged or something else: {1} cannot be read.
bring.error.pickled: {0} holds Python objects (pickle). They could run code and are not read. Save arrays of numbers: np.save, np.savez, or safetensors.torch.save_file.
bring.error.type: {0} has values of type {1}. What can be read: float64, float32, float16, bfloat16, whole numbers and bool.
bring.error.version: {0} has version {1}, which is not known. Versions 1 to 3 of .npy, 1 of a saved page.
bring.error.large: {0} claims {1}. At most {2} values can be read.
bring.error.long: {0} has {1} bytes when unpacked. At most {2} are read.
bring.error.many: {0} has more arrays than are read, {1}.
bring.error.encrypted: {0} is encrypted.
bring.error.method: {0} is compressed by a method ({1}) other than deflate.
bring.error.notfinite: {0} has {2} at {1}. Only finite numbers up to ±10⁹ can be computed with.
bring.error.notnumber: {0} has “{2}” at {1}, where a number is wanted.
bring.error.ragged: {0}: {2} values at {1}, and {3} in the rows before it.
bring.error.empty: {0} has no numbers in it.
bring.error.unknown: {0} is none of these: .npy, .npz, .safetensors, CSV, TSV, JSON.
bring.error.deep: {0} is nested too deeply at {1}.
given: Yours
given.drop: Drop {0}, back to the drawn one
given.all: Drop all
given.rests: rests: {0} is wanted
given.text: rests while a sentence enters
given.kept: Too many for a link: kept in this browser
given.absent: The numbers of {0} are too many for a link and are not kept in this browser. Shown are the drawn ones; bring the file in again to see yours.
given.note: {0}: your own numbers.
weights.given: Your own
weights.short.given: yours
bias.given: Your own
inputs.given: Your own
inputs.note.given: Your own numbers: {1} at each of {0} steps.
edit.given: Yours is {0}
listing.given: your own numbers: {0}
link.used.nogiven: none of your own numbers

said: The pictures in words
spoken.zero: {0} value{s0}, each exactly 0.
spoken.same: {0} value{s0}, each {1}.
spoken.everywhere: It is {0} everywhere.
spoken.ends: Lowest is {0} (unit {1}, t = {2}), highest {3} (unit {4}, t = {5}).
spoken.inputs: {0} row{s0} over {1} step{s1}: lowest is {2} (row {3}, t = {4}), highest {5} (row {6}, t = {7}).
spoken.positive: None is negative.
spoken.negative: {0} of {1} are negative.
spoken.zeros: {0} of {1} are exactly 0.
spoken.once: Only t = {0} has anything but 0.
spoken.only: Only from t = {0} to t = {1} there is anything but 0.
spoken.onehot: At each of {0} step{s0} one of {1} row{s1} is 1, and all others are 0.
spoken.flat: {0} of {1} lie beyond ±2.65, where tanh is flat.
spoken.relu: {0} of {1} are below 0, where relu gives 0.
spoken.still: From the first step to the last each unit stays within {0} of where it ends.
spoken.quiet: From t = {0} on each unit stays within {1} of where it ends.
spoken.restless: The states go on changing until the end.
spoken.large: {0} row{s0} over {1} step{s1}, no value larger than {2} in size.
spoken.apart: {0} of {1} are more than 0.5 apart; the mean difference is {2}.
spoken.lines: Unit {0} moves most, between {1} and {2}, unit {3} least, between {4} and {5}.
spoken.line: Unit {0}, which is chosen, goes from {1} at t = 1 to {2} at t = {3}, {4}.
spoken.line.one: Unit {0}, which is chosen, is {1}.
spoken.line.level: all but level
spoken.line.rising: rising all the way
spoken.line.falling: falling all the way
spoken.line.turning: and turns {0} × on its way
spoken.band: The median of {0} units goes from {1} at t = 1 to {2} at t = {3}, where the middle half lies between {4} and {5}.
spoken.gate: {0} is between {1} and {2}, on average {3}
spoken.keeps: Unit {0} keeps most, with a mean {1} of {2}, unit {3} least, with {4}.
spoken.pass: {0} is between {1} and {2}, {3} of {4} past 0.99
spoken.gradient: Largest is {0} (row {1}, t = {2}).
spoken.gradient.size: Over all rows the size is largest at t = {0}, {1}, and smallest at t = {2}, {3}.
spoken.gradient.none: At {0} of {1} steps it is exactly 0.
spoken.gradient.gate: {0} at most {1} in size
spoken.matrix: {0} row{s0}, {1} column{s1}: lowest is {2} (row {4}, column {3}), highest {5} (row {7}, column {6}).
spoken.matrix.large: {0} row{s0}, {1} column{s1}, no value larger than {2} in size.
spoken.diagonal: Only the {0} on the diagonal are not 0: each is {1}.
spoken.share.step: Of the units {0} are past 0.99 at t = {1}, the fewest, and {2} at t = {3}, the most.
spoken.share.unit: At {0} of the steps unit {1} is past 0.99, the fewest, and at {2} unit {3}, the most.
spoken.share.same.step: At every step {0} of the units are past 0.99.
spoken.share.same.unit: Every unit is past 0.99 at {0} of the steps.
spoken.slope.step: The mean slope is largest at t = {1}, {0}, and smallest at t = {3}, {2}.
spoken.slope.unit: The mean slope of unit {1} is largest, {0}, that of unit {3} smallest, {2}.
spoken.influence: On the diagonal, s = t, it is {0}. Beside it the largest is {1}, from s = {2} to t = {3}, the smallest {4}, from s = {5} to t = {6}.
spoken.influence.lost: Of a change before the first step less than 1 % is left after {0} steps.
spoken.influence.kept: Of a change before the first step more than 1 % is left at the end.
spoken.cells: At t = {0} the gradient is {1} for the RNN, {2} for the LSTM and {3} for the GRU, at t = 1 it is {4}, {5} and {6}; for c of the LSTM {7}.
spoken.cells.first: At t = {0} the gradient is {1} for the RNN, {2} for the LSTM and {3} for the GRU.
spoken.curve: At {0} {1} gives {2}, with slope {3}.
spoken.curve.flat: At {0} {1} gives {2}, with slope {3}: it is flat there, and hardly any change gets through.
spoken.curve.steep: At {0} {1} gives {2}, with slope {3}: that is about as steep as it gets.
matrix.Wx: Colour map of the input weights Wx: a row for each unit, a column for each input
matrix.Wh: Colour map of the recurrent weights Wh: a row for each unit, a column for each unit before
matrix.b: Colour map of the bias b: a row for each unit
matrix.h0: Colour map of the initial state: a row for each unit
sound.hear: Hear the line of unit {0}
sound.stop: Stop the sound
sound.each: Unit {0}, t = 1 to {1}: {2} Hz is {3}, {4} Hz is 0, {5} Hz is {6}
sound.every: Unit {0}, every {7} steps from t = 1 to {1}: {2} Hz is {3}, {4} Hz is 0, {5} Hz is {6}
sound.escape: Escape stops it.
sound.none: This browser cannot make sounds: it has no Web Audio.
sound.failed: No sound can be made on this device now.
`
