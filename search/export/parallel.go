package export

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// parallel calls work with 0 to n-1 on all cores and returns the first error. After one it begins no
// more.
func parallel(n int, work func(i int) error) error {
	group, ctx := errgroup.WithContext(context.Background())
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := 0; i < n && ctx.Err() == nil; i++ {
		group.Go(func() error { return work(i) })
	}
	return group.Wait()
}
