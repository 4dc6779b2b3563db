//go:build !linux

package build

// Other systems have no high-water mark that can be begun anew; benchmarks are run
// on Linux.
func cpuSeconds() float64 { return 0 }
func resetPeak()          {}
func peakBytes() int64    { return 0 }
