package source

import (
	"sync"

	"servicepatterns/internal/model"
	"servicepatterns/internal/slip"
)

// slips reads the YAML of the file for slips.
func (s *File) slips() slip.Reader { return slip.Reader{Front: s.IsFront(), Fields: groups()} }

func (s *File) reportSlip(x slip.Slip, start int) {
	s.Report(model.Pos{Start: int32(start + x.At), End: int32(start + max(x.End, x.At))}, x.Code, x.Message, x.Help)
}

// groups are the names of the fields that stand together: first those of entries of any type, then those of each
// group of fields.
var groups = sync.OnceValue(func() [][]string {
	out := [][]string{nil}
	var add func(fields []model.Shape) []string
	add = func(fields []model.Shape) []string {
		var names []string
		for _, f := range fields {
			names = append(names, f.Name)
			if f.Fields != nil {
				out = append(out, add(f.Fields))
			}
		}
		return names
	}
	for _, t := range model.Types() {
		out[0] = append(out[0], add(model.Shapes(t))...)
	}
	return out
})
