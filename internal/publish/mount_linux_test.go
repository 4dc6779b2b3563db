package publish

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// TestMounts publishes where no folder can be swapped: onto a mount point, and over a site in the lower
// layer of an overlay. Whoever may not mount tests the same with TestPublish/by_files and the rest.
func TestMounts(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"mount", "lower/site", "upper", "work", "overlay"} {
		must(t, os.MkdirAll(filepath.Join(dir, name), 0o755))
	}
	mount := func(what, name, options string) string {
		at := filepath.Join(dir, name)
		if err := unix.Mount(what, at, what, 0, options); err != nil {
			t.Logf("mounting %s: %v: the rest is tested without mounts only", what, err)
			return ""
		}
		t.Cleanup(func() { must(t, unix.Unmount(at, 0)) })
		return at
	}
	must(t, publish(t, Site{Out: filepath.Join(dir, "lower/site")}, map[string]string{"a.html": "1", "b.html": "1"}))
	write(t, dir, "lower/site/CNAME", "host.example\n")
	overlay := mount("overlay", "overlay", "lowerdir="+filepath.Join(dir, "lower")+",upperdir="+filepath.Join(dir, "upper")+",workdir="+filepath.Join(dir, "work"))
	if overlay != "" {
		out := filepath.Join(overlay, "site")
		must(t, publish(t, Site{Out: out}, map[string]string{"a.html": "2"}))
		if got := tree(t, out); !same(got, map[string]string{"a.html": "2", "CNAME": "host.example\n"}) {
			t.Errorf("the folder of the overlay holds %v", got)
		}
	}
	if out := mount("tmpfs", "mount", ""); out != "" {
		write(t, out, "CNAME", "host.example\n")
		for _, text := range []string{"1", "2"} {
			must(t, publish(t, Site{Out: out}, map[string]string{"a.html": text}))
			if got := tree(t, out); !same(got, map[string]string{"a.html": text, "CNAME": "host.example\n"}) {
				t.Errorf("the mount point holds %v", got)
			}
		}
	}
}
