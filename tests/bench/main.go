// Command bench generates libraries and prints what building and checking them takes: for
// each size and stage the time, the processor time and the peak of memory. Each build is
// a process of its own, so that no size inherits another's memory.
//
// usage: go run ./tests/bench [-pages 1000,20000] [-keep DIR] [-texts] [-network 50] [-generate N DIR]
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("bench: ")
	pages := flag.String("pages", "1000,20000", "sizes to build, in pages of 600 words")
	keep := flag.String("keep", "", "write libraries and sites here and keep them")
	runs := flag.Int("runs", 3, "builds of each size; the medians are printed")
	long := flag.Bool("texts", false, "only measure texts of a megabyte")
	libraries := flag.Int("network", 0, "only measure a library that follows so many others of 1,000 entries")
	generate := flag.Bool("generate", false, "only generate: N DIR")
	flag.Parse()
	if err := run(*pages, *keep, *runs, *generate, *long, *libraries, flag.Args()); err != nil {
		log.Fatal(err)
	}
}

func run(pages, keep string, runs int, onlyGenerate, onlyTexts bool, libraries int, args []string) error {
	if onlyGenerate {
		if len(args) != 2 {
			return errors.New("usage: bench -generate N DIR")
		}
		n, err := strconv.Atoi(args[0])
		if err != nil {
			return err
		}
		return Generate(n, args[1])
	}
	dir := keep
	if dir == "" {
		temp, err := os.MkdirTemp("", "patterns-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temp)
		dir = temp
	}
	command := filepath.Join(dir, "patterns")
	if out, err := exec.Command("go", "build", "-o", command, "./cmd/patterns").CombinedOutput(); err != nil {
		return fmt.Errorf("compiling: %w\n%s", err, out)
	}
	if onlyTexts {
		return texts(command, dir)
	}
	if libraries > 0 {
		return network(command, dir, libraries, 1000)
	}
	return sizes(command, dir, pages, runs)
}

// sizes measures builds and checks of libraries of each size.
func sizes(command, dir, pages string, runs int) error {
	fmt.Printf("%d processors, %d runs of each size, medians\n\n%8s  %-8s %9s %9s %9s\n", runtime.NumCPU(), runs, "pages", "stage",
		"seconds", "cpu", "peak MB")
	render := map[int]float64{}
	var built []int
	for _, s := range strings.Split(pages, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			return err
		}
		built = append(built, n)
		library := filepath.Join(dir, fmt.Sprintf("library-%d", n))
		if err := Generate(n, library); err != nil {
			return err
		}
		stages, err := measureBuild(command, library, filepath.Join(dir, fmt.Sprintf("site-%d", n)), runs)
		if err != nil {
			return err
		}
		for _, s := range stages {
			fmt.Printf("%8d  %-8s %9.2f %9.2f %9.0f\n", n, s.name, s.figures[0], s.figures[1], s.figures[2])
			if s.name == "render" {
				render[n] = s.figures[2]
			}
		}
		check, err := measureCheck(command, library, runs)
		if err != nil {
			return err
		}
		fmt.Printf("%8d  %-8s %9.2f %9.2f\n\n", n, "check", check[0], check[1])
	}
	if len(built) > 1 {
		first, last := built[0], built[len(built)-1]
		fmt.Printf("rendering %d pages takes %.2f times the memory of rendering %d\n", last, render[last]/render[first], first)
	}
	return nil
}

// stage is one stage's seconds, processor seconds and megabytes.
type stage struct {
	name    string
	figures [3]float64
}

var stageLine = regexp.MustCompile(`(?m)^(\w+)\s+([\d.]+) s\s+([\d.]+) s cpu\s+(\d+) MB peak$`)

// measureCheck checks a library several times, whose files the builds have just read, and
// returns the medians of its seconds and processor seconds.
func measureCheck(command, library string, runs int) ([3]float64, error) {
	var seen [][3]float64
	for range runs {
		cmd := exec.Command(command, "check", "--library", library)
		begin := time.Now()
		if output, err := cmd.CombinedOutput(); err != nil {
			return [3]float64{}, fmt.Errorf("checking %s: %w\n%s", library, err, output)
		}
		used := cmd.ProcessState
		seen = append(seen, [3]float64{time.Since(begin).Seconds(), (used.UserTime() + used.SystemTime()).Seconds()})
	}
	return medians(seen), nil
}

// medians returns the median of each figure.
func medians(seen [][3]float64) (out [3]float64) {
	for i := range out {
		var values []float64
		for _, f := range seen {
			values = append(values, f[i])
		}
		slices.Sort(values)
		out[i] = values[len(values)/2]
	}
	return out
}

// measureBuild builds a library several times and returns each stage's medians, and the
// sum (of memory the highest) as "all".
func measureBuild(command, library, out string, runs int) ([]stage, error) {
	var names []string
	seen := map[string][][3]float64{}
	for range runs {
		cmd := exec.Command(command, "build", "--library", library, "--out", out, "--base-url", "https://bench.example/", "--stages")
		output, err := cmd.CombinedOutput()
		if err != nil {
			return nil, fmt.Errorf("building %s: %w\n%s", library, err, output)
		}
		names = names[:0]
		all := [3]float64{}
		for _, m := range stageLine.FindAllStringSubmatch(string(output), -1) {
			var f [3]float64
			for i := range f {
				f[i], _ = strconv.ParseFloat(m[i+2], 64)
			}
			all = [3]float64{all[0] + f[0], all[1] + f[1], max(all[2], f[2])}
			names = append(names, m[1])
			seen[m[1]] = append(seen[m[1]], f)
		}
		names = append(names, "all")
		seen["all"] = append(seen["all"], all)
	}
	var stages []stage
	for _, name := range names {
		stages = append(stages, stage{name, medians(seen[name])})
	}
	return stages, nil
}
