package playground

// What is drawn in the listing in Go: templates, see [program.fill].

const goFields = `y|$rows=$G*hiddenSize
Y|$rows=hiddenSize
l|$reads=size
L|$reads=inputSize
l|$float=float64(size)
L|$float=inputSize
n|$each=batch*inputSize
N|$each=inputSize
m|$state=hiddenSize
M|$state=$passes*$N*hiddenSize
t|$cell=RNNTanh
e|$cell=RNNReLU
c|$cell=LSTM
g|$cell=GRU
d|$two=true
D|$two=false
n|$row=(t*batch+$chosen)
N|$row=t
d|$wide=2*hiddenSize
D|$wide=hiddenSize
r|$half=+hiddenSize
R|$half=
x|$of=dOutput
X|$of=dh
r|$end=1
R|$end=$length`

// goInputs are made in one of these ways, in the order of AllInputs, or are none.
const goInputs = `x := @uniform(timesteps*$each, 0, 1)@

@uniform(timesteps*$each, 0, 1)@
x := make([]float64, timesteps*inputSize)
for i := range inputSize {
	x[i] = $level
}

@uniform(timesteps*$each, 0, 1)@
x := make([]float64, timesteps*inputSize)
for n := timesteps / 2 * inputSize; n < len(x); n++ {
	x[n] = $level
}

@uniform(timesteps*$each, 0, 1)@
x := make([]float64, timesteps*inputSize)
for n := range x {
	turns := float64(n/inputSize)/$period + float64(n%inputSize)/inputSize
	angle := 2 * math.Pi * turns
	x[n] = $factormath.Sin(angle)
}

@uniform(timesteps*$each, 0, 1)@
x := slices.Repeat([]float64{$level}, timesteps*inputSize)

@uniform(timesteps*$each, 0, 1)@
x := make([]float64, timesteps*inputSize)
column := map[string]int{}
for t, character := range characters {
	if _, ok := column[character]; !ok {
		column[character] = len(column)
	}
	x[t*inputSize+column[character]] = 1
}

x := @uniform(timesteps*$each, -1, 1)@
for t, word := range words {
	copy(x[t*$each:][:$each], x[slices.Index(words, word)*$each:])
}

x := make([]float64, timesteps*inputSize)`

// goRepeat has all sequences read what one does.
const goRepeat = `n|one := x
n|x = nil
n|for step := range slices.Chunk(one, inputSize) {
n|	x = append(x, slices.Repeat(step, batch)...)
n|}`

// goWeights are a bound, Wx, Wh and b.
const goWeights = `2|bound := 1 / math.Sqrt(hiddenSize)
3L|bound := math.Sqrt(6.0 / (inputSize + $rows))
3l|bound := math.Sqrt(6 / float64(size+$rows))

1|Wx := @uniform($rows*$reads, 0, 1)@
2|Wx := @uniform($rows*$reads, -bound, bound)@
3|Wx := @uniform($rows*$reads, -bound, bound)@
4|Wx := @normal($rows*$reads, gain/math.Sqrt($float))@
5|Wx := @normal($rows*$reads, 1/math.Sqrt($float))@
6|Wx := @uniform($rows*$reads, -1, 1)@

1|Wh := @uniform($rows*hiddenSize, 0, 1)@
2|Wh := @uniform($rows*hiddenSize, -bound, bound)@
3|Wh := @normal($rows*hiddenSize, 1)@
3Y|numpy.Orthogonalize(Wh, hiddenSize)
3y|for gate := range slices.Chunk(Wh, hiddenSize*hiddenSize) {
3y|	numpy.Orthogonalize(gate, hiddenSize)
3y|}
4|Wh := @normal($rows*hiddenSize, gain/math.Sqrt(hiddenSize))@
5|Wh := make([]float64, $rows*hiddenSize)
5Y|for j := range hiddenSize {
5Y|	Wh[j*hiddenSize+j] = gain
5y|for j := range $G * hiddenSize {
5y|	Wh[j*hiddenSize+j%hiddenSize] = gain
5|}
6|Wh := @uniform($rows*hiddenSize, -1, 1)@
6Y|largest, err := numpy.SpectralRadius(Wh, hiddenSize)
6Y|if err != nil {
6Y|	log.Fatal(err)
6Y|}
6Y|for i := range Wh {
6Y|	Wh[i] *= radius / largest
6Y|}
6y|for gate := range slices.Chunk(Wh, hiddenSize*hiddenSize) {
6y|	largest, err := numpy.SpectralRadius(gate, hiddenSize)
6y|	if err != nil {
6y|		log.Fatal(err)
6y|	}
6y|	for i := range gate {
6y|		gate[i] *= radius / largest
6y|	}
6y|}

v|b := slices.Repeat([]float64{$value}, $rows)
w|b := make([]float64, $rows)
f|for j := range hiddenSize {
f|	b[hiddenSize+j] = 1 // keras.layers.LSTM: unit_forget_bias=True
f|}
1VW|b := @uniform($rows, 0, 1)@
2VW|b := @uniform($rows, -bound, bound)@
4VW|b := @normal($rows, gain/math.Sqrt(hiddenSize))@
6VW|b := @uniform($rows, -1, 1)@

o|bhn := make([]float64, hiddenSize)`
