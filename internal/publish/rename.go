package publish

import "os"

// renameTwice puts fresh in the place of out and out in the place of fresh.
func renameTwice(fresh, out string) error {
	aside := fresh + ".old"
	if err := os.Rename(out, aside); err != nil {
		return err
	}
	if err := os.Rename(fresh, out); err != nil {
		_ = os.Rename(aside, out)
		return err
	}
	return os.Rename(aside, fresh)
}
