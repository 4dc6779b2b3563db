// @ts-check
// Prints the header rules of the netlify.toml that is named, as Netlify's own reader has
// them: for each the pattern of its paths and its values, as JSON.

import { parseAllHeaders } from "@netlify/headers-parser";

const { headers, errors } = await parseAllHeaders({ netlifyConfigPath: process.argv[2], minimal: false });
if (errors.length) throw new AggregateError(errors, errors.join("\n"));
console.log(
  JSON.stringify(
    headers.map(({ forRegExp, values }) => ({ pattern: forRegExp.source, flags: forRegExp.flags, values })),
  ),
);
