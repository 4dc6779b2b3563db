// Package picture makes the pictures of tests.
package picture

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"
	"path/filepath"
)

// OnePoint is the smallest picture of the kind that a name says: PNG or JPEG.
func OnePoint(name string) []byte {
	var b bytes.Buffer
	var err error
	if point := image.NewGray(image.Rect(0, 0, 1, 1)); filepath.Ext(name) == ".png" {
		err = png.Encode(&b, point)
	} else {
		err = jpeg.Encode(&b, point, nil)
	}
	if err != nil {
		panic(err) // to memory
	}
	return b.Bytes()
}
