package api

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/rnn-playground/rnn-playground/playground"
)

// refusal is why a request is not answered.
type refusal struct {
	status    int
	detail    string
	parameter string   // that was refused; "" for none in particular
	value     string   // as it was given
	allowed   string   // what the parameter may be
	known     []string // the parameters there are, of one that is not
}

func (e *refusal) Error() string { return e.detail }

// problem is a problem document. Its type is about:blank, which says that the status
// tells the kind of the problem; what is below detail are extensions (RFC 9457, sections
// 3.2 and 4.2).
type problem struct {
	Type      string   `json:"type"`
	Title     string   `json:"title"`
	Status    int      `json:"status"`
	Detail    string   `json:"detail"`
	Parameter string   `json:"parameter,omitempty"`
	Value     *string  `json:"value,omitempty"`
	Allowed   string   `json:"allowed,omitempty"`
	Known     []string `json:"known,omitempty"`
}

// refuse writes a problem document.
func refuse(w http.ResponseWriter, err error) {
	var e *refusal
	if !errors.As(err, &e) {
		e = &refusal{status: http.StatusInternalServerError, detail: err.Error()}
	}
	h := w.Header()
	for _, name := range []string{"Content-Disposition", "Content-Length", "ETag"} {
		h.Del(name) // of the answer that there is none of
	}
	h.Set("Content-Type", "application/problem+json")
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(e.status)
	document := problem{
		Type: "about:blank", Title: http.StatusText(e.status), Status: e.status, Detail: e.detail,
		Parameter: e.parameter, Allowed: e.allowed, Known: e.known,
	}
	if e.parameter != "" {
		document.Value = &e.value
	}
	json.NewEncoder(w).Encode(document) // an error is a client that has gone
}

// tooMuch refuses what is allowed piece by piece, but too much together.
func tooMuch(detail string) error {
	return &refusal{status: http.StatusUnprocessableEntity, detail: detail}
}

// wrong refuses one value of a parameter in the words of playground:
//
//	timesteps is 0: want an integer from 1 to 100000
func wrong(parameter, value string, err error) error {
	e := &refusal{status: http.StatusBadRequest, detail: err.Error(), parameter: parameter, value: value}
	var refused *playground.ArgumentError
	if errors.As(err, &refused) {
		e.allowed = refused.Want()
	}
	return e
}

// isTogether reports whether it is sizes together that are refused.
func isTogether(err error) bool {
	var refused *playground.ArgumentError
	return errors.As(err, &refused) && (refused.Problem == playground.TooManyValues || refused.Problem == playground.TooLargeToDraw)
}
