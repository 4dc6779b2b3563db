package similar

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
)

// Check warns of entries that nearly repeat another of the same type. Each pair is
// reported once: at the one that switches it off, at the entry that named picks out, so
// that a pull request hears of its own files, or else at the one whose id comes later. An entry is warned of the nearest
// other alone. Drafts are warned of and not warned about; deprecated entries, and those
// of which one replaces the other or was adopted, are left alone.
func Check(lib *model.Library, named func(*model.Entry) bool, list *diag.List) error {
	x, err := New(lib)
	if err != nil {
		return err
	}
	defer x.Close()
	nearest, err := x.nearest()
	if err != nil {
		return err
	}
	said := map[[2]*model.Entry]bool{}
	for i, matches := range nearest {
		d := x.docs[i]
		for _, m := range matches {
			e, other := d.entry, m.Entry
			if quiet(other) || replaced(e, other) || said[[2]*model.Entry{e, other}] {
				continue
			}
			said[[2]*model.Entry{e, other}], said[[2]*model.Entry{other, e}] = true, true
			if reported(e, other, named) == other {
				m = x.compare(x.byEntry[other], d, true)
				e, other = other, e
			}
			list.Add(finding(e, other, m))
			if switched(e) && switched(other) { // neither is idle
				list.Add(finding(other, e, x.compare(x.byEntry[other], x.byEntry[e], true)))
			}
			break
		}
	}
	return nil
}

// nearest returns for each entry those that are nearly the same, three at most.
func (x *Index) nearest() ([][]Match, error) {
	out := make([][]Match, len(x.docs))
	err := share(len(out), func(mine iter.Seq[int]) error {
		own := x.another()
		for i := range mine {
			e := x.docs[i].entry
			if quiet(e) {
				continue
			}
			all, err := own.Like(e, 3)
			if err != nil {
				return err
			}
			far := func(m Match) bool { return m.Score < Near }
			if at := slices.IndexFunc(all, far); at >= 0 {
				all = all[:at]
			}
			out[i] = slices.Clone(all)
		}
		return nil
	})
	return out, err
}

// reported says at which of a pair the finding stands.
func reported(e, other *model.Entry, named func(*model.Entry) bool) *model.Entry {
	switch {
	case switched(e) != switched(other): // there it is left out
		if switched(e) {
			return e
		}
		return other
	case named(e) != named(other):
		if named(e) {
			return e
		}
		return other
	case e.ID < other.ID:
		return other
	}
	return e
}

// switched says whether an entry switches this finding off.
func switched(e *model.Entry) bool {
	return slices.ContainsFunc(e.CheckOff, func(s model.Switch) bool {
		return s.Rule.Value == string(diag.NearDuplicate) && s.Because.Set()
	})
}

// quiet says whether an entry may be like another.
func quiet(e *model.Entry) bool {
	return e.Status.Value == "deprecated" || e.AdoptedFrom != nil || e.Title.Value == "" // which is a finding of its own
}

// replaced says whether one of two entries names the other as what replaces it.
func replaced(a, b *model.Entry) bool {
	names := func(e, other *model.Entry) bool {
		return slices.ContainsFunc(e.ReplacedBy, func(t model.Text) bool { return t.Value == other.ID })
	}
	return names(a, b) || names(b, a)
}

func finding(e, other *model.Entry, m Match) diag.Finding {
	kind := strings.ToLower(messages.English().Kind(e.Type))
	help := fmt.Sprintf("%s (“%s”) is nearly the same: %s.\n", other.File, other.Title.Value, rules.List(m.Why))
	switch e.Type {
	case model.ServicePattern:
		help += "Add a case study or a variant there, or say in the summary what is different here."
	default:
		help += "Add what is new here to that one, or say in the title and summary what is different."
	}
	return diag.At(e.File, int(e.Title.Pos.Start), int(e.Title.Pos.End), diag.NearDuplicate,
		"this looks like a "+kind+" that the library has already", help)
}
