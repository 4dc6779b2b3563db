// Command patterns makes a searchable site of a library of service patterns.
package main

import (
	"os"

	"servicepatterns/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], os.Stdout, os.Stderr))
}
