//go:build unix

package tempdir

import (
	"os"

	"golang.org/x/sys/unix"
)

func lock(path string, how int) (*os.File, error) {
	dir, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	for {
		err = unix.Flock(int(dir.Fd()), how)
		if err != unix.EINTR {
			break
		}
	}
	if err != nil {
		_ = dir.Close()
		return nil, &os.PathError{Op: "lock", Path: path, Err: err}
	}
	return dir, nil
}

// hold locks a folder that this process has just made.
func hold(path string) (*os.File, error) { return lock(path, unix.LOCK_EX) }

// holdFree locks a folder if nobody holds it.
func holdFree(path string) (*os.File, bool) {
	dir, err := lock(path, unix.LOCK_EX|unix.LOCK_NB)
	return dir, err == nil
}

// Wait locks a folder as soon as nobody holds it; closing the file lets go of it.
func Wait(path string) (*os.File, error) { return lock(path, unix.LOCK_EX) }
