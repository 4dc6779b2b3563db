package model

// ServiceFields are those of a service that people look for by its name, such as a Blue Badge:
// who provides it, the patterns that it follows, and what is particular to it.
type ServiceFields struct {
	Provided  []Provider   `field:"provided-by" part:"first"`
	Patterns  []Instance   `field:"patterns" part:"first"`
	For       Text         `field:"for" part:"first"`
	Questions []Question   `field:"questions" part:"first"`
	Clocks    []Clock      `field:"clocks"`
	Fees      []Fee        `field:"fees"`
	Result    Text         `field:"result" part:"first"`
	Policy    []PolicyNote `field:"policy"`
	Standards []Text       `field:"standards" ref:"standard"`
	LGSL      []Text       `field:"lgsl" kind:"number" part:"find"`
	GOVUK     Text         `field:"govuk" kind:"url" part:"find"`
	Also      []Text       `field:"also" kind:"url" part:"find"`
}

// Provider says who provides a service in a nation.
type Provider struct {
	Nation Text `field:"nation" one:"nation" need:"yes"`
	Tier   Text `field:"tier" one:"provider" need:"yes"`
}

// Instance is a pattern that a service follows.
type Instance struct {
	Use  Text `field:"use" ref:"service-pattern" need:"yes" short:"yes"`
	Here Text `field:"here"`
}

// Clock is a time limit: from when it runs, when it stops, and what follows when it is over.
type Clock struct {
	What    Text   `field:"what" need:"yes"`
	Limit   Text   `field:"limit" need:"yes"`
	Starts  Text   `field:"starts"`
	Stops   Text   `field:"stops"`
	After   Text   `field:"after"`
	Nations []Text `field:"nations" one:"nation"`
	Law     Text   `field:"law" words:"name"`
	Source  []Text `field:"source" kind:"url" want:"yes"`
}

// Fee is what a service costs the person who asks for it.
type Fee struct {
	What    Text   `field:"what" need:"yes"`
	Amount  Text   `field:"amount" words:"name" need:"yes"`
	Nations []Text `field:"nations" one:"nation"`
	Source  []Text `field:"source" kind:"url" want:"yes"`
}

// Service are the fields of a service, nil for any other entry.
func (e *Entry) Service() *ServiceFields { return own[ServiceFields](e) }

// Questions are what a pattern or a service asks.
func (e *Entry) Questions() []Question {
	switch {
	case e.Pattern() != nil:
		return e.Pattern().Questions
	case e.Service() != nil:
		return e.Service().Questions
	}
	return nil
}
