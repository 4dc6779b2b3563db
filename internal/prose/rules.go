package prose

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
)

// Rules are all that the warnings are made from. Words in lists are in lower case.
// As JSON they are what a browser needs to say the same.
type Rules struct {
	Says          map[diag.Code]Say `json:"says"`
	SentenceWords int               `json:"sentenceWords"` // most that a sentence may have; 0 for any number
	Abbreviations Words             `json:"abbreviations"` // whose full stop ends no sentence
	Jargon        Sayings           `json:"jargon"`        // word or words → what to say; "a or b" are two; "" when there is no one word
	Reword        string            `json:"reword"`        // the help for jargon without another word
	LinkTexts     Words             `json:"linkTexts"`     // that do not say where a link leads
	NoLinkText    string            `json:"noLinkText"`    // the message on a link without any
	SkippedLevel  Say               `json:"skippedLevel"`  // on a heading; {signs} are what it should begin with
	Verbs         Words             `json:"verbs"`         // with which a pattern's title begins; none: with any word
	PrivateHosts  Words             `json:"privateHosts"`  // of private e-mail addresses
	GivenNames    Words             `json:"givenNames"`    // that tell a person's address from a team's
	PlaceWords    Words             `json:"placeWords"`    // that tell a place's from a person's: victoria.park@…
	Email         Pattern           `json:"email"`
	Mobile        Pattern           `json:"mobile"`
	Evidence      []Evidence        `json:"evidence"`
	Law           string            `json:"law"`   // what an address of law or of official guidance looks like
	Lacks         []string          `json:"lacks"` // what a legal note can lack: nations, law, a source of law
	Or            string            `json:"or"`    // between the last two of them
	Typed         []Typed           `json:"typed"` // what is shown as it was typed
}

// Say is how a finding reads. Words in {braces} stand for what was found.
type Say struct {
	Message string `json:"message"`
	Help    string `json:"help"`
}

// Evidence is what an entry of a type should have some of.
type Evidence struct {
	Type     model.Type `json:"type"`
	Statuses []string   `json:"statuses"`        // asked of entries with these alone; "" is none
	AnyOf    []string   `json:"anyOf"`           // fields
	Cases    bool       `json:"cases,omitempty"` // a case study that names it will do
	Links    bool       `json:"links,omitempty"` // a link of its text to a page elsewhere will do
	Say
}

// Pattern is a regular expression that Go and JavaScript read alike. What it matches
// may not touch a letter or digit on either side.
type Pattern struct {
	Near    []string `json:"near"` // a text without any of these is not looked at
	Pattern string   `json:"pattern"`
}

// The shipped rules. The patterns repeat nothing that can be repeated, so that a browser
// takes no longer than we do.
var shipped = Rules{
	Typed: typed,
	Evidence: []Evidence{
		{Type: model.ServicePattern, Statuses: []string{"live"}, AnyOf: []string{"evidence", "used-by"}, Cases: true},
		{Type: model.CaseStudy, Statuses: []string{"", "live"}, AnyOf: []string{"outcomes", "costs", "savings", "funding", "links"}, Links: true},
	},
	SentenceWords: 35,
	// The acts, parliaments and governments of the UK, and bodies whose guidance councils must follow.
	Law: `^https?://(?:(?:www\.)?gov\.uk|(?:[a-z0-9-]+\.)*(?:legislation\.gov\.uk|legislation\.data\.gov\.uk|` +
		`service\.gov\.uk|parliament\.uk|gov\.wales|llyw\.cymru|senedd\.wales|gov\.scot|mygov\.scot|parliament\.scot|` +
		`nidirect\.gov\.uk|[a-z]+-ni\.gov\.uk|niassembly\.gov\.uk|judiciary\.uk|nationalarchives\.gov\.uk|food\.gov\.uk|` +
		`hse\.gov\.uk|ico\.org\.uk|lgo\.org\.uk|housing-ombudsman\.org\.uk|electoralcommission\.org\.uk))(?:[:/?#]|$)`,
	Abbreviations: words("approx art cf co corp dr ed eg e.g est etc fig gov hon i.e ie inc jr ltd mr mrs ms no nos p para paras pp prof " +
		"rev sec sr st vol vs"),
	LinkTexts: lines(`
		click
		click here
		click on this link
		click this link
		details
		download
		find out more
		follow this link
		for more information
		full details
		further details
		further information
		here
		learn more
		link
		more
		more details
		more here
		more info
		more information
		page
		press here
		read it here
		read more
		read more here
		read this
		see here
		see more
		site
		tap here
		that
		the link
		the page
		the site
		the website
		this
		this article
		this document
		this link
		this one
		this page
		this pdf
		this site
		this website
		view
		view more
		visit
		visit this page
		website
	`),
	// Verbs with which a title may begin although they are no field of `verb`.
	Verbs: words(`accept access add adopt agree allow amend answer appoint arrange ask assess attend avoid be become begin bid borrow bring build
		call cancel care choose clean close collect complete confirm connect contact control convert create cut deal decide declare defer delay
		deliver demolish discuss dispose do donate download drop employ end enter explore extend feed fill fit follow foster gather give go grow
		hand have help hire hold host identify improve inform inspect install invite keep lead learn leave lend let license list live look lower
		maintain manage mark meet mend move name nominate notify offer open opt organise park perform place plan plant play prepare prevent
		propose protect prove provide publish put raise read receive recover recycle reduce refer release remove rent repair repay replace reply
		resolve respond return reuse review ride run save say see sell send set settle share show sign sort speak start stay stop store study
		submit suggest support swap switch take talk tax teach test train transfer travel try turn understand update upgrade use verify view
		visit vote walk watch withdraw work write`),
	PrivateHosts: words(`aol.co.uk aol.com blueyonder.co.uk btinternet.com btopenworld.com fastmail.com gmail.com gmx.co.uk gmx.com gmx.net
		googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.fr icloud.com live.co.uk live.com mac.com mail.com me.com msn.com ntlworld.com
		outlook.co.uk outlook.com plus.com plusnet.com pm.me proton.me protonmail.com rocketmail.com sky.com talk21.com talktalk.net tiscali.co.uk
		tuta.io tutanota.com virgin.net virginmedia.com yahoo.co.uk yahoo.com yahoo.fr yahoo.in yandex.com ymail.com zoho.com`),
	GivenNames: words(givenNames),
	PlaceWords: words("avenue centre gardens hospital library museum park pool road school square street surgery theatre"),
	Email:      Pattern{[]string{"@"}, `[A-Za-z0-9][A-Za-z0-9._+'-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}`},
	Mobile:     Pattern{[]string{"07", "+44", "0044", "(0"}, `(?:(?:\+44|0044)[ .-]?(?:\(0\)[ .-]?)?|\(?0)7(?:[ ` + "\u00a0" + `.)-]{0,2}[0-9]){9}`},
}

// Names by which people in the UK are commonly called, from wherever their families
// came; without those that are also words of a team's address (May, Summer, Art).
const givenNames = `aaron abdul abdullah abigail adam adele adrian ahmed aidan aisha alan alastair albert alex alexander alexandra alfie ali alice alison
	alistair amanda amelia amina amir amy ana andrea andrew andy angela angus anil anita anjali ann anna anne annie anthony antonio anwar arjun
	arthur asha ashley asif ayesha barbara barry beatrice becky ben benjamin bernadette beth bethan bethany beverley bilal bob brenda brian
	bridget bronwen bruce callum calum cameron carl carol caroline carolyn carys catherine cathy ceri charles charlie charlotte cheryl chloe
	chris christina christine christopher ciara claire clare clive colette colin connor craig cristina daisy damian daniel danielle danny
	darren dave david dawn dean deborah debbie declan deepa delyth denise dennis derek diana diane dinesh dominic donald donna dorothy douglas
	duncan dylan edward eileen elaine eleanor eleri elizabeth ella ellen ellie emily emma eoin eric erin esther ethan euan eva eve ewan fatima
	faye fergus finlay fiona fran frances francesca francis frank fred freya gareth garry gary gavin gemma geoff george georgia georgina
	gerald geraldine gerard gill gillian giulia glen glenn gordon graeme graham greg gregory gurpreet gwen gwyneth hamish hannah harpreet harriet
	harry harvey hassan hayley heather helen helena henry hilary holly howard hugh huw ian ibrahim imran ines iqbal irene isaac isabel isabella
	isla iwan jack jackie jacob jacqueline jade jake james jamie jan jane janet janice jasmine jason jaspreet javed jay jayne jean jeff jeffrey
	jen jennifer jenny jeremy jess jessica jill jim jo joan joanna joanne joe joel john jon jonathan jordan jose joseph josephine josh joshua
	joyce judith judy julia julian julie karen karl kate katherine kathleen kathryn kathy katie katy kay keith kelly ken kenneth kerry kev kevin
	khadija khalid kieran kim kiran kirsten kirsty kumar lauren laura lawrence leah leanne lee leigh leo leon lesley leslie lewis liam lily linda
	lindsay lindsey lisa liz lizzie lloyd logan lorna lorraine louis louise lucas lucy luis luke lynda lynn lynne maggie malcolm mandeep mandy
	manjit marc marco marcus margaret maria mariam marian marie marion mark martin martina mary maryam matt matthew maureen max megan mehmet
	melanie melissa mia michael michelle miguel mike mohamed mohammad mohammed moira morag muhammad nadia naomi narinder natalie natasha nathan
	naveed neil nia nicholas nick nicky nicola nicole nigel nikki niamh nisha noah noel nuala olivia oliver omar owen pam pamela pat patricia
	patrick paul paula pauline pavel penny peter phil philip philippa phillip phoebe piotr polly pradeep priya rachael rachel rahul raj rajesh
	ralph ravi ray raymond rebecca rhian rhiannon rhys richard rita rob robert roberta robin rodney roger rohan ronald rory rosemary rosie ross
	roy rupert russell ruth ryan sadia sally sam samantha samira samuel sana sandeep sandra sanjay sara sarah sean sebastian shahid shane
	sharon shaun shauna sheila shirley shona sian simon sinead siobhan sofia sonia sophia sophie stacey stefan stella stephanie stephen steve
	steven stewart stuart sue sunil sunita suresh susan suzanne sylvia tahir tamsin tania tara tariq teresa terry tess theo theresa thomas tim
	timothy tina toby tom tomasz tony tracey tracy trevor tyler usman valerie vanessa vera veronica vicki vicky victor victoria vijay vikram
	vincent vivien vivienne wayne wendy william yasmin yusuf yvonne zahra zainab zara zoe`

func words(s string) []string { return strings.Fields(s) }

// lines are the lines of a text that hold something.
func lines(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// spoken are the findings that have one sentence each: "prose.", the code, and nothing or ".help".
var spoken = []diag.Code{
	diag.LongSentence, diag.Jargon, diag.LinkText, diag.ImageAlt, diag.TitleVerb, diag.PrivateEmail, diag.PrivatePhone, diag.LostCell,
	diag.HeadingOutline, diag.TitleAgain, diag.MissingSource, diag.LawSource,
}

// said returns the shipped rules with their sentences in the words of a catalogue.
func said(w messages.Catalogue) Rules {
	say := func(key string) Say { return Say{w.T("prose." + key), w.T("prose." + key + ".help")} }
	r := shipped
	r.Says = map[diag.Code]Say{}
	for _, code := range spoken {
		r.Says[code] = say(string(code))
	}
	r.Reword, r.NoLinkText, r.SkippedLevel = w.T("prose.jargon.reword"), w.T("prose.link-text.none"), say("heading-outline.level")
	r.Lacks = []string{w.T("prose.law-source.nations"), w.T("prose.law-source.law"), w.T("prose.law-source.source")}
	r.Or = w.T("or")
	r.Evidence = slices.Clone(r.Evidence)
	for i, e := range r.Evidence {
		r.Evidence[i].Say = say("missing-evidence." + string(e.Type))
	}
	r.Typed = slices.Clone(r.Typed)
	for i, t := range r.Typed {
		r.Typed[i].Say = say(t.key)
	}
	return r
}

// For returns the rules that hold in a library for texts in a language, in the words of a catalogue:
// the shipped ones with the library's changes. Of a language other than English only what is not words
// is left.
func For(s *model.Settings, language string, w messages.Catalogue) Rules {
	r := said(w)
	if language != "en" && !strings.HasPrefix(language, "en-") {
		r.SentenceWords, r.Abbreviations, r.Jargon, r.LinkTexts, r.Verbs = 0, nil, nil, nil, nil
		return r
	}
	r.Jargon = maps.Clone(jargon())
	for _, t := range s.Check.Jargon.Allow {
		delete(r.Jargon, strings.ToLower(t.Value))
	}
	for _, p := range s.Check.Jargon.Add {
		r.Jargon[strings.ToLower(strings.Join(strings.Fields(p.Word.Value), " "))] = p.Say.Value
	}
	if n, err := strconv.Atoi(s.Check.SentenceWords.Value); err == nil && n > 0 {
		r.SentenceWords = n
	}
	r.Verbs = slices.Clone(r.Verbs)
	for _, v := range s.Verbs {
		r.Verbs = append(r.Verbs, strings.ToLower(v.ID.Value))
		for _, a := range v.Aliases {
			r.Verbs = append(r.Verbs, strings.ToLower(a.Value))
		}
	}
	slices.Sort(r.Verbs)
	r.Verbs = slices.Compact(r.Verbs)
	return r
}
