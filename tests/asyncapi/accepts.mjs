// Holds the documents to AsyncAPI's own parser: node accepts.mjs FOLDER-OF-NODE_MODULES FILE…
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, ...files] = process.argv.slice(2);
const { Parser } = createRequire(`${modules}/`)("@asyncapi/parser");
let refused = files.length === 0;
for (const file of files) {
  const { document, diagnostics } = await new Parser().parse(readFileSync(file, "utf8"));
  const errors = diagnostics.filter(({ severity }) => severity === 0);
  for (const { message, path } of errors) console.error(`${file}: ${path.join("/")}: ${message}`);
  if (document === undefined || errors.length > 0) refused = true;
  else console.log(`${file}: accepted, AsyncAPI ${document.version()}, ${document.messages().length} messages`);
}
process.exit(refused ? 1 : 0);
