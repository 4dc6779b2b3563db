package model

// ServiceFields are those of a service that people look for by its name, such as a Blue Badge:
// who provides it, the patterns that it follows, and what is particular to it.
type ServiceFields struct {
	Provided  []Provider   `field:"provided-by" label:"Who provides it" part:"first" hint:"Which councils provide it, nation by nation."`
	Patterns  []Instance   `field:"patterns" label:"Patterns that it follows" part:"first" hint:"The patterns that it follows, and what is particular to it."`
	For       Text         `field:"for" label:"Who can ask for it" part:"first" hint:"Who can ask for it, in a sentence."`
	Questions []Question   `field:"questions" part:"first" hint:"What it must ask that its patterns do not."`
	Clocks    []Clock      `field:"clocks" label:"Time limits" hint:"How long things take by law: from when, until when, and what follows."`
	Fees      []Fee        `field:"fees" hint:"What it costs the person."`
	Result    Text         `field:"result" label:"What the person gets" part:"first" hint:"What the person has at the end."`
	Policy    []PolicyNote `field:"policy" label:"Rules to keep" hint:"Rules that the service must keep."`
	Standards []Text       `field:"standards" ref:"standard" hint:"The standards that it keeps to."`
	LGSL      []Text       `field:"lgsl" kind:"number" label:"Numbers in the service list" part:"find" hint:"Its numbers in the Local Government Service List."`
	GOVUK     Text         `field:"govuk" kind:"url" label:"Its page on GOV.UK" part:"find" hint:"The page on GOV.UK that leads to it."`
	Also      []Text       `field:"also" kind:"url" label:"The same service elsewhere" part:"find" hint:"Addresses of the same service in other libraries."`
}

// Provider says who provides a service in a nation.
type Provider struct {
	Nation Text `field:"nation" one:"nation" need:"yes" hint:"The nation."`
	Tier   Text `field:"tier" one:"provider" need:"yes" label:"Which councils" hint:"Which councils, or who else."`
}

// Instance is a pattern that a service follows.
type Instance struct {
	Use  Text `field:"use" ref:"service-pattern" need:"yes" short:"yes" label:"Pattern" hint:"The pattern."`
	Here Text `field:"here" label:"What is particular" hint:"What is particular to this service."`
}

// Clock is a time limit: from when it runs, when it stops, and what follows when it is over.
type Clock struct {
	What    Text   `field:"what" need:"yes" label:"What has to happen" hint:"What has to happen."`
	Limit   Text   `field:"limit" need:"yes" label:"How long" hint:"How long there is for it."`
	Starts  Text   `field:"starts" label:"When the time starts" hint:"The event from which the time runs."`
	Stops   Text   `field:"stops" label:"When the time stops" hint:"What stops the time, if anything does."`
	After   Text   `field:"after" label:"What follows when it is over" hint:"What follows when the time runs out."`
	Nations []Text `field:"nations" one:"nation" label:"Where it applies" hint:"The nations where it applies."`
	Law     Text   `field:"law" words:"name" label:"Act and section" hint:"The Act, regulations or guidance, with the section."`
	Source  []Text `field:"source" kind:"url" want:"yes" hint:"Where it is published."`
}

// Fee is what a service costs the person who asks for it.
type Fee struct {
	What    Text   `field:"what" need:"yes" label:"What is paid for" hint:"What is paid for."`
	Amount  Text   `field:"amount" words:"name" need:"yes" label:"How much" hint:"How much it is, such as “£10” or “free”."`
	Nations []Text `field:"nations" one:"nation" label:"Where it applies" hint:"The nations where it applies."`
	Source  []Text `field:"source" kind:"url" want:"yes" hint:"Where it is published."`
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
