package intake

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
	"servicepatterns/internal/model"
	"servicepatterns/internal/rules"
	"servicepatterns/internal/sheet"
)

// notGiven are the words that stand in a cell for a number or a date that nobody knows.
// “Nil” and “none” are not among them: of an amount they may say 0.
var notGiven = map[string]bool{
	"tbc": true, "tba": true, "tbd": true, "n/a": true, "#n/a": true, "na": true, "n.a.": true, "-": true, "–": true, "—": true, "?": true,
	"unknown": true, "not known": true, "not applicable": true, "not available": true, "to be confirmed": true, "to be agreed": true,
}

// unknown says whether a cell says that its value is not known, and warns that it is left out.
func (c converter) unknown(n *yaml.Node, code diag.Code, what string) bool {
	if !notGiven[strings.ToLower(n.Value)] {
		return false
	}
	c.warn(n.Line, code, fmt.Sprintf("%q gives no %s, and is left out", n.Value, what),
		fmt.Sprintf("If that is right, say so in the mapping: values: {%q: \"\"}.", n.Value))
	return true
}

// number reads an amount as people write it, or reports that it is none.
func (c converter) number(n *yaml.Node, field string, comma rune) *yaml.Node {
	if c.unknown(n, diag.WrongNumber, "number") {
		return nil
	}
	value, ok := plainAmount(n.Value, field == "amount", comma == ';')
	if ok {
		n.Value = value
		return n
	}
	message, _ := rules.KindOf("number").Rule.Say(rules.Put{"value", sheet.Short(n.Value)})
	help := fmt.Sprintf("What can be read is 12500, £57,500, 12k, £1.2m, (500) and 1.200,50. To leave it out, say so in the mapping: "+
		"values: {%q: \"\"}.", sheet.Short(n.Value))
	if otherCurrency.MatchString(n.Value) {
		help = "Write the amount without the sign of its currency, and let the mapping give the currency in a field of its own."
	}
	if threeDecimals.MatchString(n.Value) {
		help = "It may be a thousand or a decimal number: write 1200, or 1.20."
	}
	c.report(n.Line, diag.WrongNumber, message, help)
	return nil
}

var (
	otherCurrency = regexp.MustCompile(`(?i)[€$¥]|\b(EUR|USD)\b`)
	people        = regexp.MustCompile(`(?i)^([+-]?)(£|GBP)? ?([+-]?)(\d[\d., ]*|\.\d+) ?(k|thousand|m|mn|million|bn|billion)? ?(GBP)?$`)
	negative      = regexp.MustCompile(`^\((.+)\)$`) // as accountants write it
	spaces        = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "−", "-")
)

// plainAmount writes £12,500.00 as 12500, £1.2m as 1200000 and (500) as -500: they can
// mean nothing else. Only an amount of money may be so many m, which elsewhere are metres
// or minutes. 1.200 of money is not read, since it could be a thousand; nor is 1.200 of anything
// where semicolons stand between the table's columns, for there a comma is the decimal point.
func plainAmount(s string, money, semicolons bool) (string, bool) {
	if rules.KindOf("number").Takes(s) {
		return plainNumber(s), !(money || semicolons) || !threeDecimals.MatchString(s)
	}
	t := strings.TrimSpace(spaces.Replace(s))
	minus := ""
	if m := negative.FindStringSubmatch(t); m != nil {
		t, minus = m[1], "-"
	}
	m := people.FindStringSubmatch(t)
	if m == nil || m[1]+m[3] != "" && (minus != "" || m[1] != "" && m[3] != "") {
		return s, false
	}
	if strings.Contains(m[1]+m[3], "-") {
		minus = "-"
	}
	digits, ok := decimal(strings.TrimSpace(m[4]), semicolons)
	if !ok {
		return s, false
	}
	zeros := map[string]int{"": 0, "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}[strings.ToLower(m[5])]
	if strings.EqualFold(m[5], "m") && !money && m[2]+m[6] == "" {
		return s, false
	}
	value := minus + shift(digits, zeros)
	return value, rules.KindOf("number").Takes(value)
}

// plainNumber writes 1e5 as 100000, 0500 as 500 and 1200.0 as 1200, as spreadsheets export them; 1.50 stays so.
func plainNumber(s string) string {
	if !asTyped.MatchString(s) {
		if n, err := strconv.ParseFloat(s, 64); err == nil {
			return strconv.FormatFloat(n, 'f', -1, 64)
		}
	}
	return s
}

var (
	asTyped       = regexp.MustCompile(`^[+-]?(0|[1-9]\d*)(\.\d*[1-9]0?)?$`)
	threeDecimals = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}\.\d{3}$`)
	british       = regexp.MustCompile(`^(\d+|\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+)?(\.\d+)?$`)
	continental   = regexp.MustCompile(`^\d{1,3}(([. ]\d{3})+,\d{1,2}|(\.\d{3}){2,})$`)
	decimalComma  = regexp.MustCompile(`^\d+,\d{1,2}$`)
)

// decimal writes a number with a point and without what parts its thousands.
func decimal(s string, semicolons bool) (string, bool) {
	switch {
	case semicolons && threeDecimals.MatchString(s):
		return "", false
	case british.MatchString(s):
		return strings.NewReplacer(",", "", " ", "").Replace(s), true
	case continental.MatchString(s), semicolons && decimalComma.MatchString(s):
		return strings.NewReplacer(".", "", " ", "", ",", ".").Replace(s), true
	}
	return "", false
}

// shift multiplies a decimal number by a power of ten.
func shift(s string, zeros int) string {
	whole, part, _ := strings.Cut(s, ".")
	for ; zeros > 0; zeros-- {
		digit := "0"
		if part != "" {
			digit, part = part[:1], part[1:]
		}
		whole += digit
	}
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		return whole + "." + part
	}
	return whole
}

// choice writes a word of a list as the list has it: “Alpha” is alpha, “Choose one” choose-one.
// known says whether it is one.
func choice(value, list string, settings *model.Settings) (word string, known bool) {
	words, labels := model.Choices(list), []string{}
	for _, v := range words {
		labels = append(labels, messages.English().Choice(list, v))
	}
	for _, t := range settings.Terms(list) {
		words, labels = append(words, t.ID.Value), append(labels, t.Label.Value)
	}
	if slices.Contains(words, value) {
		return value, true
	}
	hyphens := strings.ReplaceAll(value, " ", "-")
	for i, word := range words {
		if strings.EqualFold(value, labels[i]) || strings.EqualFold(hyphens, word) {
			return word, true
		}
	}
	return value, false
}
