package outputs

// jekyll are two files for GitHub Pages, which puts a branch through Jekyll: that would
// make pages of the Markdown, run what looks like a template in its text, and leave out
// names that begin with a dot or an underscore. With the first it does not. The second is
// for those who run Jekyll all the same: no file is lost then, only the Markdown's front
// matter.
var jekyll = map[string]string{
	".nojekyll": "",
	"_config.yml": `# Keeps every file if the site is put through Jekyll, which it need not be.
markdown_ext: none
include: ["_*", ".nojekyll", ".patterns-site", ".well-known"]
defaults:
  - scope: {path: ""}
    values: {render_with_liquid: false}
`,
}
