package serve

import (
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"servicepatterns/internal/build"
	"servicepatterns/internal/diag"
	"servicepatterns/internal/messages"
)

// live tells open pages about builds, as server-sent events. Each event carries the
// number of the build and its findings; a page that came from an older build reloads.
type live struct {
	mu      sync.Mutex
	last    []byte
	readers map[chan []byte]bool
}

// message is the data of one event. The script theme/components/live reads it.
type message struct {
	Build    int            `json:"build"`
	Says     string         `json:"says"`             // how the build went, in few words
	Failed   string         `json:"failed,omitempty"` // why there is no new site
	Findings []diag.Finding `json:"findings"`
}

func newLive() *live { return &live{readers: map[chan []byte]bool{}} }

func (l *live) tell(number int, r *build.Result, err error) {
	m := message{Build: number, Findings: []diag.Finding{}}
	if r != nil && r.Findings != nil {
		m.Findings = r.Findings
	}
	w := messages.English()
	errors, warnings := diag.Count(m.Findings)
	m.Says = w.N("serve.errors", errors) + ", " + w.N("serve.warnings", warnings)
	if err != nil {
		m.Says, m.Failed = w.T("serve.failed"), err.Error()
	}
	data, err := json.Marshal(m)
	if err != nil {
		panic("serve: findings do not marshal: " + err.Error())
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = data
	for reader := range l.readers {
		select {
		case <-reader: // not read yet: only the newest matters
		default:
		}
		reader <- data
	}
}

func (l *live) serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	reader := make(chan []byte, 1)
	l.mu.Lock()
	l.readers[reader] = true
	if l.last != nil {
		reader <- l.last
	}
	l.mu.Unlock()
	defer func() {
		l.mu.Lock()
		delete(l.readers, reader)
		l.mu.Unlock()
	}()
	control := http.NewResponseController(w)
	_ = control.SetReadDeadline(time.Time{}) // a page listens for as long as it is open
	for {
		select {
		case <-r.Context().Done():
			return
		case data := <-reader:
			if _, err := fmt.Fprintf(w, "data: %s\n\n", data); err != nil {
				return
			}
			if control.Flush() != nil {
				return
			}
		}
	}
}
