package messages

import (
	"strconv"
	"strings"

	"servicepatterns/internal/model"
)

// Thousands sets commas in a number as it was written: "98500" → "98,500".
// What is no plain number stays as it is.
func Thousands(v string) string {
	whole, rest, dot := strings.Cut(v, ".")
	digits := strings.TrimLeft(whole, "-+")
	sign := whole[:len(whole)-len(digits)]
	for _, r := range digits {
		if r < '0' || r > '9' {
			return v
		}
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	if dot {
		digits += "." + rest
	}
	return sign + digits
}

// Count writes a number of things.
func Count(n int) string { return Thousands(strconv.Itoa(n)) }

// amount writes a number as people read it: "98,500", and round millions in words.
func (w Catalogue) amount(v string) string {
	if n, err := strconv.Atoi(v); err == nil && n >= 1e6 && n < 1e9 && n%1e4 == 0 {
		return w.T("million", "amount", strconv.FormatFloat(float64(n)/1e6, 'f', -1, 64))
	}
	return Thousands(v)
}

// Quantity joins a value and its unit as people write them: "£5.88 a call", "9p a
// report", "33%", "1,200 projects".
func (w Catalogue) Quantity(value, unit string) string {
	_, isNumber := model.Text{Value: value}.Number()
	if !isNumber {
		return value
	}
	v := w.amount(value)
	head, rest, _ := strings.Cut(unit, " ")
	switch head {
	case "":
		return v
	case "pounds", "GBP", "£":
		v, head = "£"+v, ""
	case "pence":
		v, head = v+"p", ""
	case "%", "percent":
		v, head = v+"%", ""
	}
	return strings.TrimSpace(strings.TrimSpace(v+" "+head) + " " + rest)
}

// Money writes an amount with its currency: "£98,500", "£1.5 million".
func (w Catalogue) Money(amount, currency string) string {
	switch currency {
	case "", "GBP":
		return "£" + w.amount(amount)
	case "EUR":
		return "€" + w.amount(amount)
	}
	return w.amount(amount) + " " + currency
}
