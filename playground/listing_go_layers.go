package playground

// What computes the states, and the gradients, in the listing in Go: templates, see
// [program.fill].

// goPasses begins the loop in which the weights of each pass are made.
const goPasses = `weights := map[string][]float64{}
d|// $both
L|for _, name := range strings.Fields("$names") {
l|for i, name := range strings.Fields("$names") {
l|	size := inputSize
lD|	if i > 0 {
lD|		size = hiddenSize
ld|	if i > 1 {
ld|		size = 2 * hiddenSize
l|	}`

// goNamed ends it.
const goNamed = `	weights["weight_ih_"+name], weights["weight_hh_"+name] = Wx, Wh
	weights["bias_ih_"+name] = b
	weights["bias_hh_"+name] = make([]float64, len(b)) // $bias
}`

// goLayer is the tutorial's layer.
const goLayer = `
layer, err := rnn.NewLayer(inputSize, hiddenSize, Wx, Wh, b)
if err != nil {
	log.Fatal(err)
}
h := make([]float64, timesteps*hiddenSize)
if err := layer.Forward(h, nil, x, $h0); err != nil {
	log.Fatal(err)
}`

// goNetwork is any layer.
const goNetwork = `
network, err := rnn.NewNetwork(rnn.Spec{
	Cell:          rnn.$cell,
	InputSize:     inputSize,
	HiddenSize:    hiddenSize,
	Layers:        $shown,
	Bidirectional: $two,
	Bias:          true,
o|}, map[string][]float64{
o|	"weight_ih_l0": Wx,
o|	"weight_hh_l0": Wh,
o|	"bias_ih_l0":   b,
oQ|	"bias_hh_l0":   make([]float64, len(b)), // $bias
oq|	"bias_hh_l0":   append(make([]float64, 2*hiddenSize), bhn...),
o|}, nil)
O|}, weights, nil)
if err != nil {
	log.Fatal(err)
}
trace, err := network.Forward(x, $N, $h0, $c0)
if err != nil {
	log.Fatal(err)
}
N|h := trace.Passes[$pass].H
n|var h []float64
n|for t := range timesteps {
n|	h = append(h, trace.Passes[$pass].H[(t*batch+$chosen)*hiddenSize:][:hiddenSize]...)
n|}`

const goPrint = `fmt.Println(numpy.FormatArray(h, timesteps, hiddenSize))`

const goGradients = `
s|// L = h_$time[$unit]
z|// L = Σ_j h_$end[j]
a|// L = ½ Σ_t (h_t[$unit] - sin(2π (t-1)/$period))²
dh := make([]float64, timesteps*hiddenSize)
s|dh[$step*hiddenSize+$unit] = 1
z|for j := range hiddenSize {
zR|	dh[(timesteps-1)*hiddenSize+j] = 1
zr|	dh[j] = 1
z|}
a|for t := range timesteps {
a|	n := t*hiddenSize + $unit
a|	dh[n] = h[n] - math.Sin(2*math.Pi*float64(t)/$period)
a|}
x|dOutput := make([]float64, len(trace.Output))
x|for t := range timesteps {
x|	copy(dOutput[$row*$wide$half:], dh[t*hiddenSize:][:hiddenSize])
x|}
gradients, err := trace.Backward($of, nil, nil, 0)
if err != nil {
	log.Fatal(err)
}
fmt.Println("inputs")
N|fmt.Println(numpy.FormatArray(gradients.Input, timesteps, inputSize))
n|fmt.Println(numpy.FormatArray(gradients.Input, timesteps*batch, inputSize))
fmt.Println("h_0")
fmt.Println(numpy.FormatArray(gradients.H0, $passes*$N, hiddenSize))
c|fmt.Println("c_0")
c|fmt.Println(numpy.FormatArray(gradients.C0, $passes*$N, hiddenSize))
parameters, err := rnn.Parameters(network.Spec())
if err != nil {
	log.Fatal(err)
}
for _, p := range parameters {
	fmt.Println(p.Name)
	fmt.Println(numpy.FormatArray(gradients.Weights[p.Name], p.Shape...))
}`
