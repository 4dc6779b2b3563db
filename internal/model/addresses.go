package model

// address is a name at the site's root that the generator has pages or files at.
type address struct {
	name   string
	always bool // every library has a page there, to which texts may lead
	theirs bool // a library's own page with that id replaces ours
}

// addresses are all of them but the folders of types. What is not theirs is reserved: no
// page of a library can have it as its id. A name more may be the id of a page that somebody
// has already; reserved-id then says how it moves.
var addresses = []address{
	{name: "a-to-z", always: true},
	{name: "about", always: true, theirs: true},
	{name: "accessibility", always: true, theirs: true},
	{name: "add", always: true},
	{name: "assets"},
	{name: "browse", always: true},
	{name: "build"},
	{name: "contribute", always: true, theirs: true},
	{name: "corrections", always: true, theirs: true},
	{name: "data", always: true},
	{name: "drift"},
	{name: "feeds", always: true},
	{name: "find", always: true},
	{name: "index"},
	{name: "libraries"},
	{name: "map"},
	{name: "pipeline"},
	{name: "privacy", always: true, theirs: true},
	{name: "search"},
	{name: "theme"},
	{name: "whats-new", always: true},
}

// Reserved are the names at the site's root that it makes itself, which no page can have.
func Reserved() []string {
	var names []string
	for _, a := range addresses {
		if !a.theirs {
			names = append(names, a.name)
		}
	}
	for _, k := range kinds {
		names = append(names, k.Folder)
	}
	return names
}

// OwnPages are addresses that the site of every library has beside its entries, to which
// texts may lead.
func OwnPages() []string {
	pages := []string{"/"}
	for _, a := range addresses {
		if a.always {
			pages = append(pages, "/"+a.name+"/")
		}
	}
	for _, k := range kinds {
		pages = append(pages, "/add/"+string(k.Type)+"/")
	}
	return pages
}
