package search

import (
	"servicepatterns/search/store"
)

// Numbers that both readers need stand here and are written for js/, as are lists that stand at what they are
// about: shared_test.go writes them.
//
//go:generate go test -run TestShared -update .

// number is a constant under its name in js/.
type number struct {
	name  string
	value int
}

// weightsOfQueries are what every query needs.
var weightsOfQueries = []number{
	{"asked", asked}, {"weak", weak}, {"corrected", corrected}, {"runnerUp", runnerUp}, {"completed", completed}, {"beside", beside},
	{"surfaceShare", store.SurfaceShare}, {"exactBonus", store.ExactBonus}, {"maxTerms", store.MaxTerms}, {"mostPaired", store.MostPaired},
	{"mostCompletions", mostCompletions}, {"mostPlaces", mostPlaces}, {"snippetLength", snippetLength},
}

// limitsOfCorrection are what spelling correction needs.
var limitsOfCorrection = []number{
	{"shortestHalf", store.ShortestHalf}, {"shortHalf", store.ShortHalf}, {"twoEdits", twoEdits}, {"shortestStem", shortestStem},
}
