package messages

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

// Date puts a date of the front matter into words; what is no date stays as it is.
func (w Catalogue) Date(t model.Text) Date {
	v := t.Value
	parts := strings.Split(v, "-")
	if len(parts) > 3 || len(parts[0]) != 4 {
		return Date{Text: v}
	}
	text := parts[0]
	if len(parts) > 1 {
		m, err := strconv.Atoi(parts[1])
		months := strings.Split(w.T("months"), " ")
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
