// Package starter writes a library that a council begins with: settings, two entries that are
// marked as examples, and the files of the host that is to publish it. They are in files/, a
// folder for what all have and one for each code host and host.
// Input: answers. Output: files.
package starter

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/template"

	"go.yaml.in/yaml/v3"
)

//go:embed all:files
var files embed.FS

// Answers are what there is to know before a library can begin.
type Answers struct {
	Title, Organisation, URL      string
	ID                            string // of the organisation
	LicenceName, LicenceURL       string
	Language, Repository, Contact string
	Deploy                        string // one of Hosts
	Generator                     string // what Go runs: module path and version
}

// Hosts can publish a library. Each is a folder of files/, or a part of one of a code host.
var Hosts = []string{"netlify", "github-pages", "gitlab-pages", "cloudflare-pages", "nginx", "caddy", "s3"}

// Header is one that every answer of the site has.
type Header struct{ Name, Value string }

// Headers keep browsers from doing what the site never asks for.
func (Answers) Headers() []Header {
	return []Header{
		{"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; " +
			"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "strict-origin-when-cross-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Strict-Transport-Security", "max-age=31536000"},
	}
}

// Host is the host of the site, with its port if the address names one.
func (a Answers) Host() string { return cmp.Or(a.address().Host, "patterns.council.example") }

// Hostname is the host without its port.
func (a Answers) Hostname() string { return cmp.Or(a.address().Hostname(), "patterns.council.example") }

// Path is where the site is on its host, with a slash at both ends.
func (a Answers) Path() string {
	return strings.TrimSuffix("/"+strings.Trim(a.address().EscapedPath(), "/"), "/") + "/"
}

func (a Answers) address() *url.URL {
	u, err := url.Parse(a.URL)
	if err != nil {
		return new(url.URL)
	}
	return u
}

// layers are the folders of files/ that the library takes its files from.
func (a Answers) layers() []string {
	forge := "github"
	if a.Deploy == "gitlab-pages" || a.Deploy != "github-pages" && strings.Contains(a.Repository, "gitlab") {
		forge = "gitlab"
	}
	return []string{"common", forge, a.Deploy}
}

// Write writes the library into a folder, which it makes. Files that are there already stay as they
// are; it returns the names of those that it wrote and of those that it left.
func Write(dir string, a Answers) (wrote, left []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, nil, fmt.Errorf("making the folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("opening the folder: %w", err)
	}
	defer root.Close()
	if _, err := root.Lstat("patterns"); err == nil {
		return nil, nil, fmt.Errorf("there is %s already. Give another folder", filepath.Join(dir, "patterns"))
	}
	for _, layer := range a.layers() {
		from := path.Join("files", layer)
		err := fs.WalkDir(files, from, func(file string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && file == from {
				return nil // a host that needs no file of its own
			}
			if err != nil || d.IsDir() {
				return err
			}
			data, err := a.fill(file)
			if err != nil {
				return err
			}
			name := strings.Replace(strings.TrimPrefix(file, from+"/"), "ORGANISATION", a.ID, 1)
			err = add(root, name, data)
			if errors.Is(err, fs.ErrExist) {
				left = append(left, name)
				return nil
			}
			wrote = append(wrote, name)
			return err
		})
		if err != nil {
			return wrote, left, fmt.Errorf("writing the library: %w", err)
		}
	}
	return wrote, left, nil
}

// fill puts the answers into a file.
func (a Answers) fill(file string) ([]byte, error) {
	text, err := files.ReadFile(file)
	if err != nil {
		return nil, err
	}
	t, err := template.New(file).Delims("<%", "%>").Funcs(template.FuncMap{"yaml": scalar}).Parse(string(text))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, a)
	return b.Bytes(), err
}

// scalar is a text as YAML writes it on one line.
func scalar(s string) (string, error) {
	data, err := yaml.Marshal(s)
	return strings.TrimSuffix(string(data), "\n"), err
}

func add(root *os.Root, name string, data []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
