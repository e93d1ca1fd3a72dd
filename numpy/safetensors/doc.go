// Package safetensors knows the files in which weights are passed on,
// https://github.com/huggingface/safetensors, format of version 0.x:
//
//	n        eight bytes, little-endian: the length of the header
//	header   n bytes: a JSON object, blanks after it
//	         {"__metadata__": {"format": "pt"},
//	          "bias_ih_l0": {"dtype": "F64", "shape": [8], "data_offsets": [0, 64]}, …}
//	values   of all tensors one after the other, row-major, little-endian
//
// Offsets count from the first byte after the header. Nothing in such a file is run.
package safetensors
