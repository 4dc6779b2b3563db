package insight

import (
	"strconv"
	"strings"
	"time"
)

// OldAfter is the age in years from which a figure is old. A council’s contract for the
// system behind a service mostly runs three to five years, so after three a figure may be
// about what has been replaced. The shorter time is the careful one: an old figure is
// marked, never hidden. `report --years` asks for another.
const OldAfter = 3

// Age is how many whole years ago a date was, counted from the last day of what it stands
// for: 2019 is over on 31 December. So nothing is called older than it is. ok is false
// for what is no date.
func Age(date string, on time.Time) (years int, ok bool) {
	last, ok := lastDay(date)
	if !ok {
		return 0, false
	}
	years = on.Year() - last.Year()
	if on.Format("01-02") < last.Format("01-02") {
		years--
	}
	return years, true
}

// Old says whether a date is so many years ago or more.
func Old(date string, years int, on time.Time) bool {
	age, ok := Age(date, on)
	return ok && age >= years
}

// Due is the month in which something is to be reviewed again: reviewed on 2026-11-01,
// every "12 months", gives "2027-11". It is "" when either is unknown.
func Due(reviewed, every string) string {
	number, unit, _ := strings.Cut(every, " ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return ""
	}
	if strings.HasPrefix(unit, "year") {
		n *= 12
	}
	for _, layout := range layouts {
		if day, err := time.Parse(layout, reviewed); err == nil {
			// From the first of its month: 31 August and six months would be 3 March.
			return day.AddDate(0, n, 1-day.Day()).Format("2006-01")
		}
	}
	return ""
}

// Overdue says whether the month in which a review is due is over.
func Overdue(due string, on time.Time) bool { return due != "" && due < on.Format("2006-01") }

// layouts are how dates are written, as precise as their authors know them.
var layouts = []string{time.DateOnly, "2006-01", "2006"}

func isDate(s string) bool {
	_, ok := lastDay(s)
	return ok
}

// lastDay is the last day of what a date stands for.
func lastDay(date string) (time.Time, bool) {
	for i, layout := range layouts {
		if t, err := time.Parse(layout, date); err == nil {
			switch i {
			case 1:
				t = t.AddDate(0, 1, -1)
			case 2:
				t = t.AddDate(1, 0, -1)
			}
			return t, true
		}
	}
	return time.Time{}, false
}
