package main

import "slices"

// mostPhrases is how many sequences get an instruction of their own. With more of
// them a compressor finds less that repeats.
const mostPhrases = 50

// longestPhrase leaves the length of a phrase one byte.
const longestPhrase = 127

// findPhrases gives the commonest sequences in packed code an instruction each: a
// call, say, begins with ten that are always the same. That is a twentieth of the
// compressed code, and leaves a browser half as much to decompress. Again and again
// it joins the commonest pair of symbols of which the first begins an instruction.
func findPhrases(code []symbol) (phrases, packed []byte) {
	stands := [2 * begins][]byte{}
	for s := range stands {
		stands[s] = []byte{byte(s)}
	}
	phrases = append(phrases, mostPhrases)
	for phrase := begins | firstPhrase; phrase < begins|firstPhrase+mostPhrases; phrase++ {
		counts := make([]int, len(stands)*len(stands))
		commonest := 0
		for i := range len(code) - 1 {
			first, second := code[i], code[i+1]
			if first&begins == 0 || len(stands[first])+len(stands[second]) > longestPhrase {
				continue
			}
			pair := int(first)*len(stands) + int(second)
			if counts[pair]++; counts[pair] > counts[commonest] {
				commonest = pair
			}
		}
		first, second := symbol(commonest/len(stands)), symbol(commonest%len(stands))
		joined := code[:0]
		for i := 0; i < len(code); i++ {
			if i+1 < len(code) && code[i] == first && code[i+1] == second {
				joined = append(joined, phrase)
				i++
			} else {
				joined = append(joined, code[i])
			}
		}
		code = joined
		stands[phrase] = slices.Concat(stands[first], stands[second])
		phrases = append(phrases, byte(phrase))
		phrases = appendBytes(phrases, stands[phrase])
	}
	packed = make([]byte, len(code))
	for i, s := range code {
		packed[i] = byte(s)
	}
	return phrases, packed
}
