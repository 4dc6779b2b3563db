package index

import (
	"slices"

	"servicepatterns/search/analysis"
)

// Synonyms are applied when a document is written, not when a query is asked: a page that says
// "wheelie bin" is also indexed under "dustbin". A phrase then counts only where the page has the
// whole phrase, a query costs no further download, and the readers need not know of it.

// sayings maps a phrase's first stem to the phrases that begin with it.
type sayings map[string][]saying

type saying struct {
	stems []string
	also  map[string]bool // stems to add where the phrase stands
	words map[string]bool // the words of which those are stems, true for one that is a whole synonym
}

func newSayings(s Synonyms) sayings {
	all := sayings{}
	for _, group := range s.Groups {
		for i, found := range group {
			for j, asked := range group {
				if i != j {
					all.add(found, asked)
				}
			}
		}
	}
	for _, one := range s.OneWay {
		for _, found := range one.To {
			for _, asked := range one.From {
				all.add(found, asked)
			}
		}
	}
	return all
}

// add makes pages with the phrase found answer to the phrase asked.
func (p sayings) add(found, asked string) {
	var stems []string
	analysis.EachWord([]byte(found), func(word []byte, _ int, joined bool) {
		if !joined {
			stems = append(stems, analysis.Stem(string(word)))
		}
	})
	if len(stems) == 0 {
		return
	}
	own := map[string]bool{}
	for _, s := range stems {
		own[s] = true
	}
	var target *saying
	known := p[stems[0]]
	for i := range known {
		if slices.Equal(known[i].stems, stems) {
			target = &known[i]
		}
	}
	if target == nil {
		known = append(known, saying{stems, map[string]bool{}, map[string]bool{}})
		p[stems[0]], target = known, &known[len(known)-1]
	}
	var words []string
	analysis.EachWord([]byte(asked), func(word []byte, _ int, joined bool) {
		if !joined {
			words = append(words, string(word))
		}
	})
	for _, word := range words {
		if s := analysis.Stem(word); !own[s] { // "missed bin" gives "bin not emptied" nothing for "bin"
			target.also[s] = true
			target.words[word] = target.words[word] || len(words) == 1
		}
	}
}

// words returns every word of the synonyms.
func (s Synonyms) words() map[string]bool {
	all := map[string]bool{}
	lists := slices.Clone(s.Groups)
	for _, one := range s.OneWay {
		lists = append(lists, one.From, one.To)
	}
	for _, list := range lists {
		for _, text := range list {
			analysis.EachWord([]byte(text), func(word []byte, _ int, _ bool) { all[string(word)] = true })
		}
	}
	return all
}

// in calls yield for each phrase that stands in stems.
func (p sayings) in(stems []string, yield func(saying)) {
	if len(p) == 0 {
		return
	}
	for i, first := range stems {
		for _, candidate := range p[first] {
			if n := len(candidate.stems); i+n <= len(stems) && slices.Equal(candidate.stems, stems[i:i+n]) {
				yield(candidate)
			}
		}
	}
}
