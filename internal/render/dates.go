package render

import (
	"strconv"
	"strings"
	"time"

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

// due is the month by which something is to be reviewed again: reviewed on
// 2026-11-01, every "12 months", gives 2027-11. It is "" when either is unknown.
func due(reviewed, every model.Text) string {
	day := reviewed.Value
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		from, err := time.Parse(layout, day)
		if err != nil {
			continue
		}
		n, unit, _ := strings.Cut(strings.TrimSpace(every.Value), " ")
		count, err := strconv.Atoi(n)
		if err != nil {
			return ""
		}
		switch {
		case strings.HasPrefix(unit, "month"):
			return from.AddDate(0, count, 0).Format("2006-01")
		case strings.HasPrefix(unit, "year"):
			return from.AddDate(count, 0, 0).Format("2006-01")
		case strings.HasPrefix(unit, "week"):
			return from.AddDate(0, 0, 7*count).Format("2006-01")
		case strings.HasPrefix(unit, "day"):
			return from.AddDate(0, 0, count).Format("2006-01")
		}
	}
	return ""
}
