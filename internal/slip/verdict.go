package slip

import "servicepatterns/internal/diag"

// verdict is the first slip that was found.
type verdict struct {
	found  *Slip
	parsed bool // the parser read the block: only what it cannot mean as it is typed is a slip
}

func (v *verdict) say(at, end int, message, help string) {
	if v.found == nil && !v.parsed {
		v.found = &Slip{at, end, diag.YAMLSyntax, message, help}
	}
}

// sayAs is say with another code.
func (v *verdict) sayAs(code diag.Code, at, end int, message, help string) {
	fresh := v.found == nil
	if v.say(at, end, message, help); fresh && v.found != nil {
		v.found.Code = code
	}
}

// typed is say for what is a slip though the parser read it.
func (v *verdict) typed(at, end int, message, help string) {
	v.parsed, v.found = false, &Slip{at, end, diag.YAMLSyntax, message, help}
}
