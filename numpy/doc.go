// Package numpy is what NumPy defines and others rely on: the legacy random
// stream that np.random.seed starts, the text np.ndarray prints as, and of
// np.linalg an orthogonal matrix and the eigenvalues.
//
// A program that says np.random.seed(0) has promised its readers particular
// numbers, and a tutorial that shows print(h) has promised particular bytes.
// Both are kept here, without NumPy.
//
// Arrays are flat, row-major slices with their shape beside them.
package numpy
