package suggest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Values are what a text may mean that is not of the kind it should be: a date, a period or a bool. takes
// says whether a value is of it.
func Values(kind, text string, takes func(string) bool) []string {
	switch kind {
	case "date":
		return datesMeant(text, takes)
	case "period":
		return periodMeant(text, takes)
	case "bool":
		return boolMeant(text)
	}
	return nil
}

var (
	yearFirst  = regexp.MustCompile(`^(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})$`)
	yearLast   = regexp.MustCompile(`^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4})$`)
	shortYear  = regexp.MustCompile(`^(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{2})$`)
	yearMonth  = regexp.MustCompile(`^(\d{4})[-./ ](\d{1,2})$`)
	monthYear  = regexp.MustCompile(`^(\d{1,2})[-./ ](\d{4})$`)
	eight      = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	withTime   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[T ]\d`)
	yearAlone  = regexp.MustCompile(`^\D*\b((?:19|20)\d{2})\b\D*$`)
	dateWord   = regexp.MustCompile(`[A-Za-z]+|\d+(?:st|nd|rd|th)?`)
	noDateWord = []string{"of", "the", "at", "on"}
)

// datesMeant are the dates that a text may be, as fields take them, those of British order first.
func datesMeant(s string, takes func(string) bool) []string {
	var out []string
	add := func(year, month, day string) {
		for _, n := range []*string{&month, &day} {
			if len(*n) == 1 {
				*n = "0" + *n
			}
		}
		if date := strings.TrimRight(year+"-"+month+"-"+day, "-"); takes(date) && !slices.Contains(out, date) {
			out = append(out, date)
		}
	}
	if m := withTime.FindStringSubmatch(s); m != nil {
		s = m[1]
	}
	if m := yearFirst.FindStringSubmatch(s); m != nil {
		if add(m[1], m[2], m[3]); out == nil {
			add(m[1], m[3], m[2])
		}
	} else if m := yearLast.FindStringSubmatch(s); m != nil {
		add(m[3], m[2], m[1])
		add(m[3], m[1], m[2])
	} else if m := shortYear.FindStringSubmatch(s); m != nil {
		add("20"+m[3], m[2], m[1])
		add("20"+m[3], m[1], m[2])
		if len(m[1]) == 2 {
			add("20"+m[1], m[2], m[3])
		}
	} else if m := yearMonth.FindStringSubmatch(s); m != nil {
		add(m[1], m[2], "")
	} else if m := monthYear.FindStringSubmatch(s); m != nil {
		add(m[2], m[1], "")
	} else if m := eight.FindStringSubmatch(s); m != nil {
		add(m[1], m[2], m[3])
	} else if year, month, day, ok := inWords(s); ok {
		add(year, month, day)
	} else if m := yearAlone.FindStringSubmatch(s); m != nil {
		add(m[1], "", "")
	}
	return out
}

// inWords reads “3rd of April, 2025” and “April 2025”.
func inWords(s string) (year, month, day string, ok bool) {
	for _, word := range dateWord.FindAllString(s, -1) {
		digits := strings.TrimRight(word, "sthndr")
		switch n := monthNumber(word); {
		case n != "" && month == "":
			month = n
		case len(digits) == 4 && digits == word && year == "":
			year = word
		case len(digits) > 0 && len(digits) < 3 && word[0] <= '9' && day == "":
			day = digits
		case slices.Contains(noDateWord, strings.ToLower(word)) || isWeekday(word):
		default:
			return "", "", "", false
		}
	}
	return year, month, day, year != "" && month != ""
}

// monthNumber is that of a month by its name or the first three letters of it, or more.
func monthNumber(word string) string {
	for m := time.January; m <= time.December; m++ {
		begins := len(word) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), strings.ToLower(word))
		if begins || m == time.September && strings.EqualFold(word, "sept") {
			return strconv.Itoa(int(m))
		}
	}
	return ""
}

func isWeekday(word string) bool {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(day.String()), strings.ToLower(word)) {
			return true
		}
	}
	return false
}

var (
	lengthOfTime = regexp.MustCompile(`^(?:every )?(?:(an?|\d{1,2}|[a-z]+)[ -]?)?(months?|mths?|monthly|years?|yrs?|yearly)$`)
	numberWords  = []string{"", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	periodWords  = map[string]string{
		"yearly": "12 months", "annual": "12 months", "annually": "12 months", "every year": "12 months",
		"monthly": "1 month", "every month": "1 month", "quarterly": "3 months", "every quarter": "3 months",
	}
)

// periodMeant is the length of time that a text may be.
func periodMeant(s string, takes func(string) bool) []string {
	s = strings.ToLower(strings.TrimSpace(s))
	if word := periodWords[s]; word != "" {
		return []string{word}
	}
	m := lengthOfTime.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	n, err := strconv.Atoi(m[1])
	switch {
	case err == nil:
	case m[1] == "" || m[1] == "a" || m[1] == "an":
		n = 1
	default:
		n = slices.Index(numberWords, m[1])
	}
	unit := "month"
	if m[2][0] == 'y' {
		unit = "year"
	}
	if n > 1 {
		unit += "s"
	}
	out := strconv.Itoa(n) + " " + unit
	if !takes(out) {
		return nil
	}
	return []string{out}
}

// boolMeant is the answer that a text may be.
func boolMeant(s string) []string {
	switch strings.ToLower(s) {
	case "true", "yes", "y", "on":
		return []string{"true"}
	case "false", "no", "n", "off":
		return []string{"false"}
	}
	return nil
}
