package view

import (
	"servicepatterns/internal/insight"
	"servicepatterns/internal/messages"
)

// YearOf shows the year of a date alone, where there is no room for more. The browser
// still reads the whole of it, so that a figure has one age wherever it stands.
func YearOf(date string) messages.Date {
	if insight.Year(date) == 0 {
		return messages.Date{}
	}
	return messages.Date{ISO: date, Text: date[:4]}
}
