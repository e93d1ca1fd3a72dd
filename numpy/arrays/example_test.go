package arrays_test

import (
	"fmt"

	"github.com/rnn-playground/rnn-playground/numpy/arrays"
)

const most = 1 << 20 // values

// Arrays by their names; a seed is none.
func ExampleJSON() {
	all, err := arrays.JSON("weights.json", []byte(`{"seed": 0, "Wx": [[1, 2], [3, 4]], "b": [0.5, -1]}`), most)
	for _, a := range all {
		fmt.Println(a.Name, a.Shape, a.Values)
	}
	fmt.Println(err)
	// Output:
	// Wx [2 2] [1 2 3 4]
	// b [2] [0.5 -1]
	// <nil>
}

// What pandas saves has a first column that counts the rows.
func ExampleReadTable() {
	table, err := arrays.ReadTable("x.csv", []byte(",a,b\n0,0.5,1\n1,0.25,2\n"), most)
	fmt.Println(table.Header, table.Counted, table.Shape, table.Values, err)

	_, err = arrays.ReadTable("x.csv", []byte("a,b\n1,2\n3,four\n"), most)
	fmt.Println(err)
	// Output:
	// [a b] true [2 2] [0.5 1 0.25 2] <nil>
	// npz: notnumber: x.csv, 3:2, four
}
