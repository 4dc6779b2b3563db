package build

import (
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
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
	var done atomic.Int64
	group, ctx := errgroup.WithContext(b.ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := 0; i < n && ctx.Err() == nil; i++ {
		group.Go(func() error {
			if err := do(i); err != nil {
				return err
			}
			if d := int(done.Add(1)); b.Progress != nil && (d%100 == 0 || d == n) {
				b.Progress(stage, d, n)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	return b.ctx.Err()
}
