package model

import "slices"

// Type is a kind of entry. Its value is what `patterns new`, search filters and
// JSON call it, and the end of the keys of its words, such as "type.case-study".
type Type string

// The types of entries.
const (
	ServicePattern Type = "service-pattern"
	Service        Type = "service"
	CaseStudy      Type = "case-study"
	Project        Type = "project"
	SharedService  Type = "shared-service"
	Capability     Type = "capability"
	Standard       Type = "standard"
	Organisation   Type = "organisation"
	Page           Type = "page"
)

// Kind is all that a type of entry is. Whatever loads, writes, searches, exports, links or
// asks for entries goes by this table and by the tags of the fields, so a type more is one
// entry here, its struct of fields, its page and its words: see docs/architecture.md.
type Kind struct {
	Type   Type
	Folder string     // where its entries live in a library, and the first part of their addresses
	New    func() any // returns a pointer to an empty struct of its own fields

	Unasked  []string // fields of its own that new entries do not need
	Pictures bool     // the form takes pictures: of work that somebody did
	Filter   bool     // search can be narrowed to the entries that name one
	Menu     int      // its place among the types that the site's menu names; 0: none
}

// kinds are all types, in the order in which the site shows them.
var kinds = []Kind{
	{
		Type: ServicePattern, Folder: "service-patterns", New: func() any { return new(PatternFields) }, Menu: 1, Filter: true,
	},
	{
		Type: Service, Folder: "services", New: func() any { return new(ServiceFields) }, Menu: 2, Filter: true,
	},
	{
		Type: CaseStudy, Folder: "case-studies", New: func() any { return new(WorkFields) }, Menu: 3, Pictures: true,
		Unasked: []string{"seeking", "seeking-on", "updates", "contact"}, // of work still in progress
	},
	{
		Type: Project, Folder: "projects", New: func() any { return new(WorkFields) }, Menu: 4, Pictures: true,
	},
	{
		Type: SharedService, Folder: "shared-services", New: func() any { return new(SharedFields) }, Menu: 8,
	},
	{
		Type: Capability, Folder: "capabilities", New: func() any { return new(CapabilityFields) }, Menu: 6, Filter: true,
	},
	{
		Type: Standard, Folder: "standards", New: func() any { return new(StandardFields) }, Menu: 7, Filter: true,
	},
	{
		Type: Organisation, Folder: "organisations", New: func() any { return new(OrganisationFields) }, Menu: 5, Filter: true,
	},
	{
		Type: Page, Folder: "pages", New: func() any { return new(PageFields) },
	},
}

// Kinds lists what all types are, in the order in which the site shows them.
func Kinds() []Kind { return slices.Clone(kinds) }

// Types lists all types in that order.
func Types() []Type {
	out := make([]Type, len(kinds))
	for i, k := range kinds {
		out[i] = k.Type
	}
	return out
}

// Kind is what the table says of the type; of a name that is no type it says nothing.
func (t Type) Kind() Kind {
	for _, k := range kinds {
		if k.Type == t {
			return k
		}
	}
	return Kind{Type: t}
}

// Folder is where entries of the type live in a library, and the first part of
// their addresses (pages stand at the root instead). What only tables know as a type,
// councils, has the name of its table.
func (t Type) Folder() string {
	if k := t.Kind(); k.Folder != "" {
		return k.Folder
	}
	return string(t) + "s"
}

// Fields are pointers to the structs that hold the entry's fields, in the order of the
// schema: what all types have, then what its own type has.
func (e *Entry) Fields() []any {
	if e.Own == nil {
		return []any{&e.Common}
	}
	return []any{&e.Common, e.Own}
}

// NewEntry returns an empty entry of a type, with a struct for the fields of its own.
func NewEntry(t Type) *Entry {
	e := &Entry{Type: t}
	if k := t.Kind(); k.New != nil {
		e.Own = k.New()
	}
	return e
}

// own returns the fields of an entry's type as what they are, nil when they are others.
func own[T any](e *Entry) *T {
	fields, _ := e.Own.(*T)
	return fields
}

// Pattern are the fields of a service pattern, nil for any other entry.
func (e *Entry) Pattern() *PatternFields { return own[PatternFields](e) }

// Work are the fields of a case study or project, nil for any other entry.
func (e *Entry) Work() *WorkFields { return own[WorkFields](e) }

// Shared are the fields of a shared service, nil for any other entry.
func (e *Entry) Shared() *SharedFields { return own[SharedFields](e) }

// Capability are the fields of a capability, nil for any other entry.
func (e *Entry) Capability() *CapabilityFields { return own[CapabilityFields](e) }

// Standard are the fields of a standard, nil for any other entry.
func (e *Entry) Standard() *StandardFields { return own[StandardFields](e) }

// Organisation are the fields of an organisation, nil for any other entry.
func (e *Entry) Organisation() *OrganisationFields { return own[OrganisationFields](e) }
