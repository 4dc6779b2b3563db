package store

import (
	"math"
	"math/bits"
)

// field is one of the analysed fields of the index: how much a match in it is worth, and how
// much its length counts against it.
type field struct {
	Name   string
	weight float64
	b      float64 // 0: length does not matter; 1: a text twice as long needs the word twice
}

// Order matters twice: sums of floats are taken in it, and lengths are stored in it.
var Fields = [...]field{
	{"title", 3, 0.5},
	{"aliases", 2, 0.5},
	{"summary", 1, 0.5},
	{"headings", 1, 0.5},
	{"questions", 1, 0.5},
	{"body", 1, 0.6},
	{"also", 1, 0}, // what synonyms add, counted by how strongly the page says it
}

const TitleField, AliasesField, BodyField, SynonymsField = 0, 1, len(Fields) - 2, len(Fields) - 1

const (
	k1        = 1.5  // how soon a repeated word stops adding
	pairShare = 0.12 // what two words next to each other add, as a share of the pair's rarity

	// A word is worth more if documents that have it have it often, and if it is one of those
	// that titles are made of; both tell words of a subject from words of all texts.
	burstPower = 0.15
	titlePower = 0.1

	// A match in a name of the entry counts by itself, beside all others: the more, the more names say.
	// Titles of guides name a subject in three words, those of answered questions are whole questions.
	// From 15 to 25 it is worth about the same.
	nameMu = 18

	// Impacts are integers with a few significant bits: order is then the same in every reader,
	// equal impacts share a group in the export, and nothing measurable is lost.
	significantBits = 5
	maxImpact       = (1<<significantBits - 1) << 7
)

// MostPaired is the number of documents up to which a library is small. Pairs of words need
// several times the room of all else, so only a small library keeps them; a larger one makes do with
// one significant bit less, too. Together they are worth 0.01 of nDCG@10.
const MostPaired = 2500

// MostPartlyPaired is the number up to which the index has at least the pairs of which one half is a particle,
// a number or one or two letters, as in "sign up" and "P 45". They tell what is written together or apart, and
// no query fetches them otherwise.
const MostPartlyPaired = 10_000

// SurfaceShare is the part of a word's weight, one in so many, that its form has, where that tells
// anything: see surface.go. From a sixth to two fifths it is worth about the same.
const SurfaceShare = 4

// MostFormed is the number of documents up to which forms are indexed. They take half as long again
// to index, and a quarter more to ask.
const MostFormed = 5_000

// ExactBonus puts an entry whose title, alias or id is the query before all others: more than
// 32 terms of the greatest impact and weight, and their pairs, can add up to.
const ExactBonus = 1 << 22

// MaxTerms bounds a query: what a person asks has fewer words, what a person pastes may have thousands.
const MaxTerms = 32

// ranking holds what the formula needs to know of the whole library.
type ranking struct {
	documents float64
	average   [len(Fields)]float64 // length of each field in terms, over the documents that have it
	names     float64              // the part of a term's weight that a match in a name earns by itself
	scale     float64
	bits      int // significant
}

func newRanking(f Statistics) ranking {
	r := ranking{documents: float64(f.Documents), bits: significantBits}
	if f.Documents > MostPaired {
		r.bits--
	}
	for i, total := range f.Lengths {
		r.average[i] = max(1, float64(total)/float64(max(1, f.Having[i])))
	}
	r.names = r.average[TitleField] / (r.average[TitleField] + nameMu)
	const headroom = 1.5 // for words worth more than their rarity alone; beyond, impacts are cut
	r.scale = maxImpact / (headroom * r.idf(1))
	return r
}

func (r *ranking) idf(df int) float64 {
	return math.Log(1 + (r.documents-float64(df)+0.5)/(float64(df)+0.5))
}

// frequency is how often a term stands in a field, weighed and set against the field's length.
func (r *ranking) frequency(f, tf, length int) float64 {
	b := Fields[f].b
	return Fields[f].weight * float64(tf) / (float64(1-b) + float64(b*float64(length)/r.average[f]))
}

// termStats is what the formula needs to know of a term in the whole library.
type termStats struct {
	df        int // documents that have it in any field
	titleDF   int // in the title
	frequency int // occurrences in all documents
}

// impact is what a term gives a document, where sum is the sum of frequency over the fields, and names
// the part of it that title and aliases have.
//
//	impact(t, d) = idf(t) · prior(t) · ((1 - ν) · saturated(sum) + ν · saturated(names))
//	sum          = Σ_f w_f · tf / (1 - b_f + b_f · length_f / average_f)
//	prior(t)     = (occurrences / df)^burstPower · ((title df + 0.1) / (df + 1))^titlePower
//	ν            = average_title / (average_title + nameMu)
//
// This is BM25F: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
// (2009). idf counts a document that has the term in any field once: with an idf for each field a
// word that is common in texts and rare in titles would seem rare. BM25F saturates all fields together,
// so a title adds little to a text that repeats its words. That is right where titles say little, and
// loses what they say where they say much. ν trusts names by the length of titles, as Dirichlet smoothing
// trusts a text of n words by n / (n + μ): Zhai and Lafferty, "A Study of Smoothing Methods for Language
// Models Applied to Information Retrieval" (2004). Conversions to float64 keep compilers from fusing
// operations, which would round differently on other processors.
func (r *ranking) impact(t termStats, sum, names float64) int {
	prior := math.Pow(float64(t.frequency)/float64(t.df), burstPower) *
		math.Pow((float64(t.titleDF)+0.1)/float64(t.df+1), titlePower)
	return r.quantise(float64(r.idf(t.df) * prior * (float64((1-r.names)*saturated(sum)) + float64(r.names*saturated(names)))))
}

// saturated is the part of the most that any frequency can earn.
func saturated(x float64) float64 { return x / (x + k1) }

// PairImpact is what a document gains where the terms stand next to each other as in the query
// (the ordered window of the sequential dependence model: Metzler and Croft, "A Markov Random Field
// Model for Term Dependencies", 2005).
func (r *ranking) PairImpact(df int) int {
	return r.quantise(pairShare * r.idf(df))
}

// apartImpact is what a document gains that writes a word as two: as much as one mention of a word in so many
// documents, in a text of mean length.
func (r *ranking) apartImpact(df int) int {
	return r.quantise(float64(saturated(1) * r.idf(df)))
}

// quantise rounds to an integer of few significant bits, at least 1: a match is never nothing.
func (r *ranking) quantise(x float64) int {
	n := min(max(1, int(float64(r.scale*x)+0.5)), maxImpact)
	step := 1
	for n/step >= 1<<r.bits {
		step *= 2
	}
	return min((n+step/2)/step*step, maxImpact)
}

// ImpactCode numbers the impacts that quantise can give without gaps: below 32 themselves, then
// sixteen for each doubling.
func ImpactCode(impact int) int {
	shift := max(0, bits.Len(uint(impact))-significantBits)
	return shift<<(significantBits-1) + impact>>shift
}
