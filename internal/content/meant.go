package content

import (
	"strings"

	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/suggest"
)

// notOfKind reports a value that is not of the kind that its field takes, with what was meant, if that shows.
func (d *decoder) notOfKind(f field, kind *rules.Kind, t *model.Text) {
	put := rules.Put{"field", f.name, "value", t.Value}
	meant := suggest.Values(f.tag.Get("kind"), t.Value, kind.Takes)
	if len(meant) > 1 {
		message, _ := kind.Rule.Say(put)
		d.Report(t.Pos, kind.Rule.Code, message, "It may be "+strings.Join(meant, " or ")+". Write the one that is meant.", meant...)
		return
	}
	d.Say(t.Pos, kind.Rule, put, meant...)
}
