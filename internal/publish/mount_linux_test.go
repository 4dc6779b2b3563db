package publish

import (
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// TestMounts publishes where no folder can be swapped: onto a mount point, and over a site in the lower
// layer of an overlay. It does so as the root of a namespace of its own, which needs no rights.
func TestMounts(t *testing.T) {
	dir := os.Getenv("PUBLISH_MOUNTS")
	if dir != "" {
		onMount(t, filepath.Join(dir, "mount"))
		onOverlay(t, dir)
		return
	}
	if os.Getenv("NO_MOUNTS") != "" {
		t.Skip("NO_MOUNTS is set")
	}
	child := exec.Command(os.Args[0], "-test.run=^TestMounts$", "-test.v")
	child.Env = append(os.Environ(), "PUBLISH_MOUNTS="+t.TempDir())
	child.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  unix.CLONE_NEWUSER | unix.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
	}
	if out, err := child.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\nIf this system lets nobody mount in a namespace of their own (sysctl user.max_user_namespaces, "+
			"kernel.apparmor_restrict_unprivileged_userns), set NO_MOUNTS=1 to leave this test out.", err, out)
	}
}

// onMount publishes twice onto a mount point.
func onMount(t *testing.T, out string) {
	must(t, os.Mkdir(out, 0o755))
	must(t, unix.Mount("tmpfs", out, "tmpfs", 0, ""))
	write(t, out, "CNAME", "host.example\n")
	for _, text := range []string{"1", "2"} {
		must(t, publish(t, Site{Out: out}, map[string]string{"a.html": text}))
		if got := tree(t, out); !same(got, map[string]string{"a.html": text, "CNAME": "host.example\n"}) {
			t.Errorf("the mount point holds %v", got)
		}
	}
}

// onOverlay publishes over a site in the lower layer, as in a container that builds again what its image
// holds.
func onOverlay(t *testing.T, dir string) {
	for _, name := range []string{"lower/site", "upper", "work", "overlay"} {
		must(t, os.MkdirAll(filepath.Join(dir, name), 0o755))
	}
	must(t, publish(t, Site{Out: filepath.Join(dir, "lower/site")}, map[string]string{"a.html": "1", "b.html": "1"}))
	write(t, dir, "lower/site/CNAME", "host.example\n")
	options := "userxattr,lowerdir=" + filepath.Join(dir, "lower") + // a user's own layers, as of containers without root
		",upperdir=" + filepath.Join(dir, "upper") + ",workdir=" + filepath.Join(dir, "work")
	at := filepath.Join(dir, "overlay")
	must(t, unix.Mount("overlay", at, "overlay", 0, options))
	out := filepath.Join(at, "site")
	must(t, publish(t, Site{Out: out}, map[string]string{"a.html": "2"}))
	if got := tree(t, out); !same(got, map[string]string{"a.html": "2", "CNAME": "host.example\n"}) {
		t.Errorf("the folder of the overlay holds %v", got)
	}
	must(t, unix.Unmount(at, 0))
	must(t, os.RemoveAll(filepath.Join(dir, "work"))) // which the kernel closed to all but root
}
