// Package search is both ends of one contract: it writes the library's Bleve index, and it
// carries the readers that ask it, in Go and (in js/) in the browser.
//
// In: documents, one for each entry, in any order and from several goroutines. Out: a Bleve
// index, and from that index alone the files of the site's search/ folder.
//
// The promise between the two ends is that the same query gives the same hits in the same order
// with the same scores. It rests on three choices:
//
//   - Tokens and lower case are ours (tokens.go, js/tokens.js), because Bleve's tables and the
//     browsers' differ. Possessive, stop words and stemming are Bleve's, ported in js/.
//   - What a term gives a document is a small integer that depends on nothing else in the query
//     (rank.go). It is computed once, when the index is exported; readers only add.
//   - Documents are numbered in the order of their ids, never by Bleve's own number.
//
// So the same documents give the same bytes, whatever their order or the number of cores. Bleve's
// own folder is the exception, since it numbers at random and writes the time.
package search
