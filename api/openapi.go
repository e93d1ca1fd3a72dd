package api

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/rnn-playground/rnn-playground/playground"
)

// OpenAPI is the description of the API as an OpenAPI 3.1 document
// (https://spec.openapis.org/oas/v3.1.1.html). Its ranges, defaults and words are those
// of the tables that requests are checked by.
var OpenAPI = sync.OnceValue(func() []byte {
	// A map's keys are written in order, so the same tables give the same bytes.
	text, err := json.MarshalIndent(openAPI(), "", " ")
	if err != nil {
		panic(err) // there is nothing in it that JSON has not
	}
	return append(text, '\n')
})

type document map[string]any

func openAPI() document {
	return document{
		"openapi": "3.1.1",
		"info": document{
			"title":   "RNN Playground",
			"version": revision,
			"summary": "Recurrent layers, number by number, with NumPy's random stream.",
			"description": "What the page computes, over HTTP. One request may take " + number(MaxCost) + " multiply-adds, by an estimate made before, " +
				"and all its tensors together may have " + strconv.Itoa(MaxValues) + " values. What is larger belongs on the visitor's own machine, where the page computes it. " +
				"Answers are made whole: a request for a range of one is answered with all of it.",
			"license": document{"name": "MIT", "identifier": "MIT"},
		},
		"servers": []document{{"url": "/"}},
		"paths": document{
			"/api/run":          document{"get": runOperation(), "head": headOf(runOperation())},
			"/api/layer":        document{"post": layerOperation()},
			"/api/openapi.json": document{"get": documentOperation(), "head": headOf(documentOperation())},
		},
		"components": document{
			"schemas": document{
				"Problem":     problemSchema(),
				"Run":         runSchema(),
				"LayerSpec":   layerSchema(),
				"LayerAnswer": layerAnswerSchema(),
			},
			"responses": document{"Problem": document{
				"description": "Why there is no answer (RFC 9457).",
				"content":     document{"application/problem+json": document{"schema": reference("schemas/Problem")}},
			}},
		},
	}
}

func reference(to string) document { return document{"$ref": "#/components/" + to} }

func number(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }

func runOperation() document {
	contents := document{}
	for _, f := range formats {
		schema := document{"type": "string", "description": f.describe}
		switch f.name {
		case "json":
			schema = reference("schemas/Run")
		case "npz":
			schema = document{"description": f.describe} // bytes have no type in JSON Schema
		}
		contents[f.mediaType] = document{"schema": schema}
	}
	return document{
		"operationId": "run",
		"summary":     "One run of the page's layer.",
		"description": "The parameters are those of the page's link that decide its numbers, with the same names and defaults. The same question has the same answer for ever.",
		"parameters":  runParameters(),
		"responses": responses(document{
			"description": "The run.", "content": contents, "headers": document{"ETag": text("Of the answer, strong.")},
		}, "400", "406", "412", "414", "422"),
	}
}

// runParameters are those that question reads.
func runParameters() (all []document) {
	add := func(key string, schema document) {
		all = append(all, document{"name": key, "in": "query", "description": described[key], "schema": schema})
	}
	for _, p := range numbers() {
		add(p.Key, document{"type": "integer", "minimum": p.Min, "maximum": p.Max, "default": p.Default})
	}
	for _, c := range choices {
		add(c.key, document{"type": "string", "enum": c.words, "default": c.words[0]})
	}
	for _, a := range playground.Amounts {
		add(a.Key, document{"type": "number", "minimum": a.Min, "maximum": a.Max, "default": a.Default})
	}
	add("text", document{"type": "string", "default": ""})
	add("given", document{"type": "string", "default": "", "pattern": `^((\d*r?(n\d+)?\.)?(x|Wx|Wh|b|h0|c0|bhn):\d+(x\d+)?:[-\w]+(,|$))*$`})
	add("edits", document{"type": "string", "default": "", "pattern": `^((\d*r?(n\d+)?\.)?(x|Wx|Wh|b|h0|c0|bhn):\d+:\d+:[-+.\deE]+(,|$))*$`})
	add("format", document{"type": "string", "enum": formatNames()})
	return all
}

func layerOperation() document {
	body := document{"schema": reference("schemas/LayerSpec"), "example": document{
		"cell": "LSTM", "timesteps": 6, "inputSize": 3, "hiddenSize": 4, "numLayers": 2, "bidirectional": true, "seed": 0,
	}}
	answer := document{"application/json": document{"schema": reference("schemas/LayerAnswer")}}
	return document{
		"operationId": "layer",
		"summary":     "One of PyTorch's recurrent layers, forward and, with gradOutput, back through time.",
		"description": "What runLayer of the page takes and returns; arrays are flat, in PyTorch's layouts. A body may have " + strconv.Itoa(MaxBody) + " bytes.",
		"requestBody": document{"required": true, "content": document{"application/json": body}},
		"responses":   responses(document{"description": "What the layer gives.", "content": answer}, "400", "406", "408", "413", "414", "415", "422"),
	}
}

func documentOperation() document {
	return document{
		"operationId": "openapi",
		"summary":     "This document.",
		"responses": responses(document{
			"description": "An OpenAPI 3.1 document.", "content": document{"application/json": document{"schema": document{"type": "object"}}},
		}, "412", "414"),
	}
}

// headOf is the operation without the bodies of its answers.
func headOf(get document) document {
	get["operationId"] = get["operationId"].(string) + "Head"
	for _, response := range get["responses"].(document) {
		delete(response.(document), "content")
	}
	return get
}

// responses are the good one and the problems; what may be asked for by its tag may
// also be as it was.
func responses(good document, problems ...string) document {
	all := document{"200": good}
	for _, status := range problems {
		all[status] = reference("responses/Problem")
		if status == "412" {
			all["304"] = document{"description": "The client has the answer already."}
		}
	}
	return all
}

func text(description string) document {
	return document{"description": description, "schema": document{"type": "string"}}
}

func problemSchema() document {
	word := document{"type": "string"}
	return document{
		"type":     "object",
		"required": []string{"type", "title", "status", "detail"},
		"properties": document{
			"type": word, "title": word, "detail": word,
			"status":    document{"type": "integer", "minimum": 400, "maximum": 599},
			"parameter": document{"type": "string", "description": "what was refused"},
			"value":     document{"type": "string", "description": "as it was given"},
			"allowed":   document{"type": "string", "description": "what it may be"},
			"known":     document{"type": "array", "items": word, "description": "what there is instead"},
		},
	}
}

var (
	vector = document{"type": "array", "items": document{"type": "number"}}
	matrix = document{"type": "array", "items": vector}
)

func runSchema() document {
	properties := document{"inputs": matrix, "Wx": matrix, "Wh": matrix, "b": vector, "hiddenStates": matrix}
	for _, p := range playground.Parameters {
		properties[p.Arg] = document{"type": "integer", "minimum": p.Min, "maximum": p.Max}
	}
	return closed(properties, slices.Sorted(maps.Keys(properties))...)
}

// closed is an object without other properties.
func closed(properties document, required ...string) document {
	return document{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func layerSchema() document {
	spec := playground.NewLayerSpec()
	properties, required := document{}, []string{"cell"}
	for _, n := range playground.LayerNumbers {
		properties[n.Arg] = document{"type": "integer", "minimum": n.Min, "maximum": n.Max}
		if !n.Optional {
			required = append(required, n.Arg)
		}
	}
	properties["cell"] = document{"type": "string", "enum": playground.Cells}
	properties["init"] = document{"type": "string", "enum": spec.Inits(), "description": "identity is for the two RNN cells"}
	properties["bidirectional"] = document{"type": "boolean"}
	properties["bias"] = document{"type": "boolean"}
	properties["weights"] = document{"type": "object", "additionalProperties": vector, "description": "all of them, by the names of PyTorch's state_dict"}
	for _, field := range playground.LayerFields {
		name, usual, has := strings.Cut(field, " = ")
		if properties[name] == nil {
			properties[name] = vector // input, h0, c0, gradOutput
		}
		if has {
			var v any = usual
			if err := json.Unmarshal([]byte(usual), &v); err != nil {
				v = usual // a word
			}
			properties[name].(document)["default"] = v
		}
	}
	return closed(properties, required...)
}

func layerAnswerSchema() document {
	named := document{"type": "object", "additionalProperties": vector}
	return closed(document{
		"output": vector, "outputShape": document{"type": "array", "items": document{"type": "integer"}, "minItems": 3, "maxItems": 3},
		"hN": vector, "cN": vector, "weights": named, "input": vector,
		"grad": named, "gradInput": vector, "gradH0": vector, "gradC0": vector,
	}, "output", "outputShape", "hN", "weights", "input")
}
