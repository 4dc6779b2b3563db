package export

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"servicepatterns/search/store"
)

// Versions of the exported files, of a library that is answered exactly and of one that is not. Readers refuse a
// higher one than they know.
const wholeFormat, approximateFormat = 3, 4

// addRoot writes the boundaries of shards to files, prefixs0, prefixs1, …, and leaves what parts
// these. It returns how many share a file, 0 if they are few enough to stay.
func (e *export) addRoot(prefix string, boundaries *[]string) int {
	if len(*boundaries) <= e.limits.Chunk {
		return 0
	}
	var firsts []string
	for chunk := range slices.Chunk(*boundaries, e.limits.Chunk) {
		e.add(prefix+"s"+strconv.Itoa(len(firsts)), []byte(frontCode(chunk)))
		firsts = append(firsts, chunk[0])
	}
	*boundaries = firsts
	return e.limits.Chunk
}

// newManifest writes the one file of the export with a fixed name and changing content. Its root
// says in four lines how many documents there are, how many share a file, how many files hold
// pairs, and two numbers about places (js/phrases.js); and what parts the shards of terms, of words, and of words by their ends. In a large
// library three more numbers say for each of these how many boundaries share a file; the line is
// then what parts these files. A library that is answered approximately has one number more: how many lists are long. It is one
// string, so that check covers it.
func newManifest(format int, generation string, numbers []int, terms, words, reversed []string) []byte {
	root := strings.Join([]string{
		strings.Trim(fmt.Sprint(numbers), "[]"),
		frontCode(terms), frontCode(words), frontCode(reversed),
	}, "\n")
	check := fnv.New32a()
	check.Write([]byte(generation + root))
	return store.EncodeJSON(struct {
		Format     int    `json:"format"`
		Generation string `json:"generation"`
		Check      uint32 `json:"check"`
		Root       string `json:"root"`
	}{format, generation, check.Sum32(), root})
}

// frontCode writes sorted words with a space between them, each as one digit (base 36) for how
// much it shares with the word before, and the rest.
func frontCode(words []string) string {
	var out strings.Builder
	previous := ""
	for i, word := range words {
		units, size := sharedPrefix(previous, word)
		if units > 35 {
			units, size = 0, 0
		}
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(strconv.FormatInt(int64(units), 36) + word[size:])
		previous = word
	}
	return out.String()
}
