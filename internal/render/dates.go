package render

import (
	"strconv"
	"strings"

	"servicepatterns/internal/model"
)

// Date is a date as precise as its author knew it.
type Date struct {
	ISO  string // for <time datetime>: "2019", "2019-06" or "2019-06-28"
	Text string // "June 2019"
}

// date puts a date of the front matter into words; what is no date stays as it is.
func (w words) date(t model.Text) Date {
	v := t.Value
	parts := strings.Split(v, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{Text: v}
	}
	text := parts[0]
	if len(parts) > 1 {
		m, err := strconv.Atoi(parts[1])
		months := strings.Split(w.t("months"), " ")
		if err != nil || m < 1 || m > 12 || len(months) < 12 {
			return Date{Text: v}
		}
		text = months[m-1] + " " + text
	}
	if len(parts) > 2 {
		text = strings.TrimLeft(parts[2], "0") + " " + text
	}
	return Date{ISO: v, Text: text}
}

// year is the year of a date, 0 when there is none.
func year(v string) int {
	if len(v) < 4 {
		return 0
	}
	y, _ := strconv.Atoi(v[:4])
	if y < 1900 || y > 2200 {
		return 0
	}
	return y
}

// yearOf shows the year of a date alone, where there is no room for more. The browser
// still reads the whole of it, so that a figure has one age wherever it stands.
func yearOf(date string) Date {
	if year(date) == 0 {
		return Date{}
	}
	return Date{ISO: date, Text: date[:4]}
}
