package build

import (
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// Stage is what one stage of a build took.
type Stage struct {
	Name    string
	Seconds float64
	CPU     float64 // seconds of processor time, of all threads
	Peak    int64   // bytes of memory that the process had at most during the stage; 0 where the system does not tell
}

// measure runs one stage and notes what it took.
func (b *builder) measure(name string, do func() error) error {
	resetPeak()
	start, cpu := time.Now(), cpuSeconds()
	err := do()
	b.Stages = append(b.Stages, Stage{name, time.Since(start).Seconds(), cpuSeconds() - cpu, peakBytes()})
	return err
}

// steadyMemory makes rendering take the same memory for a thousand pages and for twenty
// thousand, until the function it returns is called: garbage is collected when memory
// reaches a limit, not when it has grown by a share of what lives. A library so large
// that its entries fill half the limit gets twice what they take.
func steadyMemory() (restore func()) {
	const enough = 224 << 20
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	limit := debug.SetMemoryLimit(max(enough, 2*int64(m.HeapAlloc)))
	percent := debug.SetGCPercent(-1)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// parallel calls do for 0 to n-1 on all processors, in no order. It stops at the
// first error, or when the build is cancelled, and returns it.
func (b *builder) parallel(stage string, n int, do func(int) error) error {
	var next, done atomic.Int64
	var failed atomic.Bool
	var first error
	var once sync.Once
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), max(n, 1)) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || failed.Load() {
					return
				}
				err := b.ctx.Err()
				if err == nil {
					err = do(i)
				}
				if err != nil {
					failed.Store(true)
					once.Do(func() { first = err })
					return
				}
				if d := int(done.Add(1)); b.Progress != nil && (d%100 == 0 || d == n) {
					b.Progress(stage, d, n)
				}
			}
		})
	}
	workers.Wait()
	return first
}
