//go:build !unix

package tempdir

import "os"

// Folders cannot be locked here, so what a killed process left is nobody's to remove: the
// system's own cleaning does it.

func hold(path string) (*os.File, error) { return os.Open(path) }

func holdFree(string) (*os.File, bool) { return nil, false }

// Wait opens a folder. Two builds into one site at once are not kept apart here.
func Wait(path string) (*os.File, error) { return os.Open(path) }
