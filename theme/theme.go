// Package theme holds what a visitor sees, as files: one layout with named blocks,
// a folder per component with its template, style and script together, the order
// of the style sheets, the fonts, and the words of the interface. It knows nothing
// of libraries; internal/render fills it. A library's own theme/ folder has the
// same shape, and its files win over these.
package theme

import "embed"

// Files are the folders of this package, with slashes: "layouts/page.html".
//
//go:embed layouts components css fonts strings
var Files embed.FS
