package insight

import (
	"testing"
	"time"

	"servicepatterns/tests/node"
)

// The browser and the report agree on every day about how old a figure is, whether that
// is old, and whether a review is overdue.
func TestAgeAsInTheBrowser(t *testing.T) {
	browser := node.Start(t, "testdata/age.mjs")
	old := 0
	for _, date := range []string{"2019", "2019-06", "2020-02", "2019-06-28", "2020-02-29", "2019-12-31", "2019-01-01"} {
		for on := day(t, "2021-12-25"); on.Before(day(t, "2023-07-05")); on = on.AddDate(0, 0, 1) {
			var got struct {
				Age          int
				Old, Overdue bool
			}
			due := "2022-06"
			browser.Ask(t, map[string]any{"date": date, "due": due, "on": on.Format(time.DateOnly), "oldAfter": OldAfter}, &got)
			age, _ := Age(date, on)
			if age != got.Age || Old(date, OldAfter, on) != got.Old || Overdue(due, on) != got.Overdue {
				t.Fatalf("%s on %s: the browser says %+v, we say %d", date, on.Format(time.DateOnly), got, age)
			}
			if got.Old {
				old++
			}
		}
	}
	if old == 0 {
		t.Error("nothing was ever old")
	}
	for date, want := range map[string]int{"2019": 2, "2019-06": 3, "2019-06-28": 3, "2019-12": 2} {
		if got, ok := Age(date, day(t, "2022-12-30")); got != want || !ok {
			t.Errorf("%s is %d years old, want %d", date, got, want)
		}
	}
	if _, ok := Age("soon", day(t, "2022-01-01")); ok || Old("", 0, day(t, "2022-01-01")) {
		t.Error("what is no date has an age")
	}
}
