package search

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls work with 0 to n-1 on all cores and returns an error of one of the calls. After
// one it begins no more.
func parallel(n int, work func(i int) error) error {
	var (
		next    atomic.Int64
		failed  atomic.Bool
		failure error
		once    sync.Once
		group   sync.WaitGroup
	)
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := work(i); err != nil {
					once.Do(func() { failure = err })
					failed.Store(true)
				}
			}
		})
	}
	group.Wait()
	return failure
}
