package report

import "testing"

func TestDue(t *testing.T) {
	for _, c := range [][3]string{
		{"2026-11-01", "12 months", "2027-11"}, {"2026-08-31", "6 months", "2027-02"}, {"2026", "2 years", "2028-01"},
		{"2026-03", "1 month", "2026-04"}, {"", "12 months", ""}, {"2026-11-01", "", ""}, {"soon", "1 year", ""},
	} {
		if got := Due(c[0], c[1]); got != c[2] {
			t.Errorf("reviewed %q, every %q: due %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestLastDay(t *testing.T) {
	for date, want := range map[string]string{"2019": "2019-12-31", "2020-02": "2020-02-29", "2019-06-28": "2019-06-28"} {
		if got := lastDay(date).Format("2006-01-02"); got != want {
			t.Errorf("%s is over on %s, want %s", date, got, want)
		}
	}
}
