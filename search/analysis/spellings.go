package analysis

import "strings"

// "organisation" and "organization" are one word, and so are "licence" and "license", "kerb" and "curb".
// A text with one of them is also indexed under the other, so a query needs nothing for it. What the
// rules make of a word need not be one: nobody asks for it.

// sibilant are endings before which an s, after i or y, is also written as z.
var sibilant = strings.Fields("ational ations ation able ings ing ers ed er es e")

// Verbs whose l is doubled before an ending in British English alone.
var (
	doubled = func() map[string]bool {
		verbs := map[string]bool{}
		for verb := range strings.FieldsSeq(`cancel channel chisel counsel dial enrol equal fuel fulfil gravel initial instal jewel
label level libel marvel model panel parcel pedal quarrel rival shovel signal spiral total travel tunnel wool`) {
			verbs[strings.TrimSuffix(verb, "l")] = true
		}
		return verbs
	}()
	doubling = map[string]bool{"ed": true, "ing": true, "ings": true, "er": true, "ers": true, "or": true, "ors": true, "ous": true, "ment": true, "ments": true, "en": true, "ery": true}
)

// Parts of words, British and American; "^" is the start of a word and "$" its end. Left out are those
// of which one means something else in Britain: cheque and check, metre and meter, storey and story.
const spelledParts = `
colour:color favour:favor flavour:flavor neighbour:neighbor behaviour:behavior labour:labor honour:honor harbour:harbor
rumour:rumor humour:humor odour:odor vapour:vapor vigour:vigor endeavour:endeavor armour:armor parlour:parlor savour:savor
splendour:splendor rigour:rigor tumour:tumor
centre:center litre:liter theatre:theater ^fibre:^fiber kilometre:kilometer centimetre:centimeter calibre:caliber
sombre:somber manoeuvre:maneuver
licence:license defence:defense offence:offense pretence:pretense practise:practice
^programme:^program ^enquir:^inquir ^kerb:^curb ^tyre:^tire ^grey:^gray ^plough:^plow ^mould:^mold ^gaol:^jail ^cosy$:^cozy$
catalogue:catalog dialogue:dialog analogue:analog judgement:judgment acknowledgement:acknowledgment ^ageing$:^aging$
paediatric:pediatric anaesth:anesth haemo:hemo oestrogen:estrogen foetus:fetus foetal:fetal encyclopaedia:encyclopedia
archaeolog:archeolog orthopaed:orthoped gynaecolog:gynecolog diarrhoea:diarrhea aeroplane:airplane aluminium:aluminum
pyjama:pajama sceptic:skeptic sulphur:sulfur sulphate:sulfate artefact:artifact ^disc$:^disk$ ^discs$:^disks$ smoulder:smolder
^jewellery$:^jewelry$ skilful:skillful wilful:willful ^enrol$:^enroll$ ^enrols$:^enrolls$ ^fulfil$:^fulfill$ ^fulfils$:^fulfills$
^focussed$:^focused$ ^focussing$:^focusing$ ^learnt$:^learned$ ^burnt$:^burned$ ^spelt$:^spelled$ ^mum$:^mom$ ^mums$:^moms$
^towards$:^toward$ ^dependant$:^dependent$ ^dependants$:^dependents$ ^maths$:^math$`

var toAmerican, toBritish = func() (*strings.Replacer, *strings.Replacer) {
	var one, other []string
	for pair := range strings.FieldsSeq(spelledParts) {
		british, american, _ := strings.Cut(pair, ":")
		one, other = append(one, british, american), append(other, american, british)
	}
	return strings.NewReplacer(one...), strings.NewReplacer(other...)
}()

// Spellings returns the other ways to write a folded word.
func Spellings(word string) []string {
	if len(word) > 1 && IsDigit(word[0]) {
		return amounts(word)
	}
	if len(word) < 3 || word[0] < 'a' || word[0] > 'z' {
		return nil
	}
	var all []string
	for _, ending := range sibilant {
		if rest, ok := strings.CutSuffix(word, ending); ok {
			if n := len(rest) - 1; n > 2 && (rest[n-1] == 'i' || rest[n-1] == 'y') {
				switch rest[n] {
				case 's':
					all = append(all, rest[:n]+"z"+ending)
				case 'z':
					all = append(all, rest[:n]+"s"+ending)
				}
			}
			break
		}
	}
	if i := strings.LastIndexByte(word, 'l'); i > 0 && doubling[word[i+1:]] {
		if verb := strings.TrimRight(word[:i], "l"); doubled[verb] {
			all = append(all, verb+strings.Repeat("l", 3-(i+1-len(verb)))+word[i+1:])
		}
	}
	marked := "^" + word + "$"
	for _, replacer := range []*strings.Replacer{toAmerican, toBritish} {
		if other := replacer.Replace(marked); other != marked {
			all = append(all, strings.Trim(other, "^$"))
		}
	}
	return all
}
