package publish

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

// Create opens one file of the site to be written bit by bit, for what would be too
// large to hold. Its name has slashes and stays inside the site.
func (f *Folder) Create(name string) (io.WriteCloser, error) {
	to, err := f.place(name)
	if err != nil {
		return nil, err
	}
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return nil, fmt.Errorf("writing the site: %w", err)
	}
	return &stream{file, bufio.NewWriterSize(file, 64<<10)}, nil
}

type stream struct {
	file *os.File
	*bufio.Writer
}

func (s *stream) Close() error {
	err := s.Flush()
	if closed := s.file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("writing the site: %w", err)
	}
	return nil
}
