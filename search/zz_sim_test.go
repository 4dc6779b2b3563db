package search

import (
	"fmt"
	"slices"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestSim(t *testing.T) {
	N := 16000
	scale := 418000.0 / float64(N)
	dir := indexed(t, simDocs(t, N), true)
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	type res struct{ hit, n float64 }
	for _, form := range []string{"", "-kw"} {
		out := map[string]*res{}
		posts := map[int][]int{}
		for qi, q := range govukQueries(t, form) {
			if qi%24 > 0 {
				continue
			}
			p, _ := x.plan(q, false)
			lists := [][]posting{}
			exact := make([]int, x.library.count)
			for _, w := range p.terms {
				l, _ := x.library.impacts(w.stem, x.library.newScratch())
				for i := range l {
					l[i].impact *= w.weight
					exact[l[i].doc] += l[i].impact
				}
				slices.SortFunc(l, func(a, b posting) int {
					if a.impact != b.impact {
						return b.impact - a.impact
					}
					return a.doc - b.doc
				})
				lists = append(lists, l)
			}
			top := func(s []float64, c int) []int {
				ids := make([]int, len(s))
				for i := range ids {
					ids[i] = i
				}
				slices.SortStableFunc(ids, func(a, b int) int {
					if s[a] > s[b] {
						return -1
					}
					if s[a] < s[b] {
						return 1
					}
					return 0
				})
				return ids[:c]
			}
			ex := make([]float64, len(exact))
			for i, v := range exact {
				ex[i] = float64(v)
			}
			want := top(ex, 10)
			for _, budget := range []int{0, 20000, 40000, 60000} {
				first := int(3000 / scale)
				left := int(float64(budget) / scale)
				read := make([]int, len(lists))
				size := make([]int, len(lists))
				for i, l := range lists {
					read[i] = min(first, len(l))
					size[i] = first
				}
				for {
					best := -1
					for i, l := range lists {
						n := min(size[i], len(l)-read[i])
						if n > 0 && n <= left && (best < 0 || l[read[i]].impact > lists[best][read[best]].impact) {
							best = i
						}
					}
					if best < 0 {
						break
					}
					n := min(size[best], len(lists[best])-read[best])
					left -= n
					read[best] += n
				}
				total := 0
				for _, e := range []bool{false, true} {
					s := make([]float64, len(exact))
					for i, l := range lists {
						total += read[i]
						ev := 0.0
						if e && len(l) > read[i] {
							for _, p := range l[read[i]:] {
								ev += float64(p.impact)
							}
							ev /= float64(len(exact) - read[i])
						}
						for _, p := range l[:read[i]] {
							s[p.doc] += float64(p.impact) - ev
						}
					}
					if !e {
						posts[budget] = append(posts[budget], int(float64(total)*scale))
					}
					for _, c := range []int{10, 30, 50} {
						cand := top(s, c)
						slices.SortStableFunc(cand, func(a, b int) int { return exact[b] - exact[a] })
						n := 0
						for _, d := range cand[:10] {
							if exact[d] >= exact[want[9]] {
								n++
							}
						}
						k := fmt.Sprintf("%5d %v c=%3d", budget, e, c)
						if out[k] == nil {
							out[k] = &res{}
						}
						out[k].hit += float64(n)
						out[k].n += 10
					}
				}
			}
		}
		for b, l := range posts {
			slices.Sort(l)
			fmt.Println(form, "postings", b, "median", l[len(l)/2], "p90", l[len(l)*9/10])
		}
		keys := []string{}
		for k := range out {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			fmt.Printf("%s %s %.3f\n", form, k, out[k].hit/out[k].n)
		}
	}
}

func simDocs(t *testing.T, n int) []Document {
	var corpus []string
	for _, d := range govuk(t) {
		corpus = append(corpus, naiveWord.FindAllString(d.Body, -1)...)
	}
	fmt.Println("corpus", len(corpus))
	random := rand.New(rand.NewPCG(1, 2))
	docs := make([]Document, n)
	for i := range docs {
		at := random.IntN(len(corpus) - 600)
		pick := func(n int) string {
			out := make([]string, n)
			for k := range out {
				if random.IntN(3) == 0 {
					out[k] = corpus[at+random.IntN(600)]
				} else {
					out[k] = corpus[random.IntN(len(corpus))]
				}
			}
			return strings.Join(out, " ")
		}
		docs[i] = Document{ID: fmt.Sprintf("page-%06d", i), Title: "report " + pick(4), Summary: pick(14), Headings: []string{pick(3), pick(3), pick(3)}, Body: pick(582)}
	}
	return docs
}
