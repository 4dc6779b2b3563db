package prose

import "strings"

// jargon is the shipped list: each line a word, or words, and what to say instead. Every
// form of a word has a line of its own, so that what we suggest fits the sentence. Words
// that are jargon in one sentence and right in another ("key", "deliver", "robust") are
// left out: a warning that is often wrong is soon read no more.
func jargon() map[string]string {
	out := map[string]string{}
	for _, line := range lines(jargonList) {
		word, say, _ := strings.Cut(line, ":")
		out[word] = strings.TrimSpace(say)
	}
	return out
}

const jargonList = `
	actionable insight: what we can act on
	actionable insights: what we can act on
	aforementioned: this
	ascertain: find out
	ascertained: found out
	ascertaining: finding out
	at this moment in time: now
	at this point in time: now
	best of breed: best
	best-in-class: best
	blue-sky thinking: new ideas
	channel shift: moving people to the website
	circle back: come back to it
	citizen-centric: built around people
	co-produce: make together
	co-produced: made together
	co-production: making it together
	commence: start
	commenced: started
	commencing: starting
	customer-centric: built around people
	cutting-edge: new
	deep dive: close look
	deep dives: close looks
	digital transformation journey: change
	direction of travel: plan
	disseminate: share
	disseminated: shared
	disseminating: sharing
	dissemination: sharing
	drill down: look closely
	due to the fact that: because
	empower: let or help
	empowered: allowed or helped
	empowering: letting or helping
	empowers: lets or helps
	end user: person who uses it
	end users: people who use it
	end-to-end journey: whole service
	endeavour: try
	endeavoured: tried
	endeavouring: trying
	endeavours to: tries to
	expedite: speed up
	expediting: speeding up
	facilitate: help
	facilitated: helped
	facilitates: helps
	facilitating: helping
	facilitation: help
	for the purpose of: for or to
	for the purposes of: for or to
	future-proof: make it last
	future-proofed: made to last
	future-proofing: making it last
	game changer: big change
	game-changer: big change
	game-changing: very useful
	going forward: from now on
	going forwards: from now on
	hereby:
	hereinafter: from here on
	hit the ground running: start quickly
	holistic: whole
	holistically: as a whole
	ideate: think of ideas
	ideation: thinking of ideas
	impactful: useful
	in order to: to
	in regard to: about
	in the event of: if there is
	in the event that: if
	incentivise: encourage
	incentivised: encouraged
	incentivises: encourages
	incentivising: encouraging
	learnings: lessons
	leverage: use
	leveraged: used
	leverages: uses
	leveraging: using
	liaise: talk
	liaised: talked
	liaises: talks
	liaising: talking
	low-hanging fruit: easy things
	minimum viable product: first version
	mission-critical: vital
	move the needle: make a difference
	moving forward: from now on
	moving forwards: from now on
	on a daily basis: every day
	on a regular basis: regularly
	on a weekly basis: every week
	one-stop shop: one place
	one-stop-shop: one place
	operationalise: put to use
	operationalised: put to use
	operationalising: putting to use
	outside the box:
	paradigm shift: big change
	paradigm: way
	paradigms: ways
	prior to: before
	pursuant to: under
	quick win: easy thing to do first
	quick wins: easy things to do first
	reach out to: ask or contact
	reached out to: asked or contacted
	reaching out to: asking or contacting
	seamless: easy
	seamlessly: easily
	service user: person who uses the service
	service users: people who use the service
	solutioning: solving
	stakeholder: person or group it concerns
	stakeholders: people it concerns
	state-of-the-art: new
	streamline: simplify
	streamlined: simpler
	streamlines: simplifies
	streamlining: simplifying
	subsequent to: after
	synergies: gains from working together
	synergise: work together
	synergy: working together
	think outside the box: have new ideas
	thought leader: expert
	thought leaders: experts
	thought leadership: new ideas
	touch base: talk
	touchpoint: contact
	touchpoints: contacts
	transformational change: big change
	upskill: train
	upskilled: trained
	upskilling: training
	user-centric: built around people
	utilisation: use
	utilise: use
	utilised: used
	utilises: uses
	utilising: using
	utilization: use
	utilize: use
	utilized: used
	utilizes: uses
	utilizing: using
	value-add: use
	whole-systems approach: working on all of it together
	with regard to: about
	with regards to: about
`
