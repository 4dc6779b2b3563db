package build

import (
	"errors"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/history"
)

// history gives every entry the day of its last change and its contributors, as git has
// them. Without history both are left out, with one warning. A row of a table has
// neither: git knows of the whole table only.
func (b *builder) history() {
	if b.changes == nil {
		b.changes = readHistory(b)
	}
	for _, e := range b.library.Entries {
		if e.Row == 0 {
			f := b.changes[e.Source]
			e.Changed, e.Contributors = f.Changed, f.Contributors
		}
	}
}

func readHistory(b *builder) map[string]history.File {
	files, err := history.Read(b.ctx, b.Library)
	if err != nil && !b.Live && b.ctx.Err() == nil {
		b.list.Add(diag.InFile(b.shown("library.yaml"), diag.NoHistory,
			"pages do not say when they last changed and who wrote them: "+err.Error(), help(err)))
	}
	if files == nil {
		files = map[string]history.File{}
	}
	return files
}

// help is how to get a history.
func help(err error) string {
	switch {
	case errors.Is(err, history.ErrShallow):
		return "Fetch all of it: “git fetch --unshallow”, or “fetch-depth: 0” where GitHub Actions checks out the library."
	case errors.Is(err, history.ErrNoRepository), errors.Is(err, history.ErrNoCommits):
		return "Keep the library in git, and build where its history is."
	}
	return ""
}
