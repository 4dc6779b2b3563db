package search

import (
	"context"
	"slices"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	index "github.com/blevesearch/bleve_index_api"

	"servicepatterns/search/store"
)

// impactQuery asks a plan of Bleve's index. It is one of Bleve's queries, so that Bleve's own
// machinery can run and combine it, but it scores by store/rank.go alone: Bleve's scores depend on the
// rest of the query, and so could not be computed when the index is exported.
type impactQuery struct {
	library *store.Library
	plan    plan
}

var _ query.Query = (*impactQuery)(nil)

func (q *impactQuery) Searcher(_ context.Context, _ index.IndexReader, _ mapping.IndexMapping, _ search.SearcherOptions) (search.Searcher,
	error) {
	scores := make([]int, q.library.Count)
	s := &impactSearcher{scores: scores}
	scratch := q.library.NewScratch()
	for _, term := range q.plan.terms {
		ofStem, err := q.library.Impacts(term.stem, scratch)
		if err != nil {
			return nil, err
		}
		ofForm, err := q.library.SurfaceImpacts(term.stem, term.word, len(ofStem), scratch)
		if err != nil {
			return nil, err
		}
		share := 0
		if len(ofForm) > 0 {
			share = term.weight / store.SurfaceShare
		}
		for _, p := range ofStem {
			s.give(p.Doc, p.Impact*(term.weight-share))
		}
		for _, p := range ofForm {
			s.give(p.Doc, p.Impact*share)
		}
		apart, err := q.library.Impacts(store.ApartTerm(term.stem), scratch)
		if err != nil {
			return nil, err
		}
		for _, p := range apart {
			s.give(p.Doc, p.Impact*term.weight)
		}
	}
	if q.library.Paired() {
		for _, pair := range q.plan.pairs() {
			var docs []int
			if err := q.library.EachPosting(store.PairsField, pair, false, func(doc, _, _ int) { docs = append(docs, doc) }); err != nil {
				return nil, err
			}
			for _, doc := range docs {
				s.give(doc, asked*q.library.Ranking.PairImpact(len(docs)))
			}
		}
	}
	exact := map[int]bool{}
	for _, key := range q.plan.exact {
		if key == "" {
			continue
		}
		err := q.library.EachPosting(store.ExactField, key, false, func(doc, _, _ int) { exact[doc] = true })
		if err != nil {
			return nil, err
		}
	}
	for doc := range exact {
		s.give(doc, store.ExactBonus)
	}
	slices.Sort(s.docs)
	return s, nil
}

// impactSearcher hands out the documents of an impactQuery in the order of Bleve's numbers.
type impactSearcher struct {
	scores []int // by Bleve's number
	docs   []int // those with a score
	next   int
}

var _ search.Searcher = (*impactSearcher)(nil)

func (s *impactSearcher) give(doc, score int) {
	if s.scores[doc] == 0 {
		s.docs = append(s.docs, doc)
	}
	s.scores[doc] += score
}

func (s *impactSearcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if s.next >= len(s.docs) {
		return nil, nil
	}
	doc := s.docs[s.next]
	s.next++
	match := ctx.DocumentMatchPool.Get()
	match.IndexInternalID = index.NewIndexInternalID(match.IndexInternalID, uint64(doc))
	match.Score = float64(s.scores[doc])
	return match, nil
}

func (s *impactSearcher) Advance(ctx *search.SearchContext, id index.IndexInternalID) (*search.DocumentMatch, error) {
	s.next, _ = slices.BinarySearch(s.docs, int(id.Value()))
	return s.Next(ctx)
}

func (s *impactSearcher) Close() error { return nil }

func (s *impactSearcher) Weight() float64 { return 1 }

func (s *impactSearcher) SetQueryNorm(float64) {} // our scores know of no other clause

func (s *impactSearcher) Count() uint64 { return uint64(len(s.docs)) }

func (s *impactSearcher) Min() int { return 0 }

func (s *impactSearcher) Size() int { return 8 * (len(s.scores) + len(s.docs)) }

func (s *impactSearcher) DocumentMatchPoolSize() int { return 1 }
