package publish

import (
	"errors"
	"io/fs"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// exchangeFolders swaps two folders in one step of the kernel, so that there is no moment without a site.
// A mount point, a folder of an overlay's lower layer and some file systems cannot do it.
func exchangeFolders(fresh, out string) error {
	err := unix.Renameat2(unix.AT_FDCWD, fresh, unix.AT_FDCWD, out, unix.RENAME_EXCHANGE)
	for _, cannot := range []error{unix.EBUSY, unix.EXDEV, unix.EINVAL, unix.ENOSYS, unix.ENOTSUP, unix.EACCES, unix.EPERM} {
		if errors.Is(err, cannot) {
			return errCannotSwap
		}
	}
	return err
}

func crossesMounts(err error) bool { return errors.Is(err, unix.EXDEV) }

// identity tells a folder from all others of its file system, whatever its name.
func identity(info fs.FileInfo) string {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	return strconv.FormatUint(stat.Ino, 10)
}

// own gives a folder the owner that another one has, where we may.
func own(dir string, like fs.FileInfo) {
	if stat, ok := like.Sys().(*syscall.Stat_t); ok {
		_ = os.Lchown(dir, int(stat.Uid), int(stat.Gid))
	}
}
