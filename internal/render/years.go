package render

import (
	"strconv"

	"servicepatterns/internal/messages"
)

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
func yearOf(date string) messages.Date {
	if year(date) == 0 {
		return messages.Date{}
	}
	return messages.Date{ISO: date, Text: date[:4]}
}
