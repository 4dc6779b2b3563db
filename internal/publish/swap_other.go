//go:build !linux

package publish

import (
	"errors"
	"io/fs"
	"syscall"
)

// exchangeFolders swaps two folders. No portable call does it in one step, so files are published one by one.
func exchangeFolders(fresh, out string) error { return errCannotSwap }

func crossesMounts(err error) bool { return errors.Is(err, syscall.EXDEV) }

func own(dir string, like fs.FileInfo) {}

// identity is the same for all: no folder was ever swapped.
func identity(info fs.FileInfo) string { return "" }
