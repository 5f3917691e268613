// Every text of the screens has a name, is there in both languages, and is used.
// Refuses: a key missing in one language, values that differ between languages, a key nobody uses,
// a key used that does not exist, and words written straight into a screen.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../src", import.meta.url));
const problems = [];
const say = (file, what) => problems.push(`${relative(root, file)}: ${what}`);

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const sources = files.filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.includes("/testing/"),
);

// Words the core sends are put together at run time: "state." + word.
const families =
  /^(state|kind|reason|environment|problem|todo|event|source|flag|tick|light|store|region|app\.theme|app\.band|[a-z_]+\.word)\./;

const names = (text) => [...text.matchAll(/\{\s*(\w+)\s*[,}]/g)].map((found) => found[1]).sort();
const catalogue = new Map();
for (const file of files.filter((name) => name.endsWith("/en.json"))) {
  const other = file.replace(/en\.json$/, "zh-CN.json");
  const en = JSON.parse(readFileSync(file, "utf8"));
  const zh = JSON.parse(readFileSync(other, "utf8"));
  for (const key of new Set([...Object.keys(en), ...Object.keys(zh)])) {
    if (!(key in en)) say(file, `${key} is missing`);
    else if (!(key in zh)) say(other, `${key} is missing`);
    else {
      if (new Set(names(en[key])).size !== new Set([...names(en[key]), ...names(zh[key])]).size) {
        say(other, `${key} has values that English does not have`);
      }
      if (en[key].trim() === "" || zh[key].trim() === "") say(file, `${key} is empty`);
    }
    if (catalogue.has(key)) say(file, `${key} is there twice`);
    catalogue.set(key, file);
  }
}

const all = sources.map((file) => ({ file, text: readFileSync(file, "utf8") }));
const everything = all.map(({ text }) => text).join("\n");
const literals = new Set(
  [...everything.matchAll(/["'`]([a-z_]+(?:\.[\w-]+)+)["'`]/g)].map((found) => found[1]),
);
// t(`desk.day.${name}`) uses every key that begins so.
const prefixes = [...everything.matchAll(/`([a-z_]+\.[\w.]*)\$\{/g)].map((found) => found[1]);
// word("app.band", x) uses the family named.
const named = [...everything.matchAll(/word\(\s*"([\w.]+)"/g)].map((found) => `${found[1]}.`);

for (const [key, file] of catalogue) {
  const used =
    literals.has(key) ||
    families.test(key) ||
    [...prefixes, ...named].some((prefix) => key.startsWith(prefix));
  if (!used) say(file, `${key} is used nowhere`);
}
for (const { file, text } of all) {
  for (const [, key] of text.matchAll(/\bt\(\s*["']([\w.-]+)["']/g)) {
    if (!catalogue.has(key)) say(file, `${key} does not exist`);
  }
  if (!file.endsWith(".tsx")) continue;
  text.split("\n").forEach((line, at) => {
    const code = line.replace(/\/\/.*$|\{\/\*.*\*\/\}/g, "");
    // Between a closing and an opening angle bracket, or alone on a line of markup.
    for (const [, words] of code.matchAll(/(?<![=-])>([^<>{}=;()]*\p{L}{2,}[^<>{}=;()]*)<\//gu)) {
      say(file, `line ${at + 1}: “${words.trim()}” is written into the screen`);
    }
    for (const [, name, words] of code.matchAll(
      /\s(aria-label|title|placeholder|label|alt|hint)="([^"]*\p{L}{2,}[^"]*)"/gu,
    )) {
      say(file, `line ${at + 1}: ${name}="${words}" is written into the screen`);
    }
  });
}

if (problems.length > 0) {
  for (const problem of problems) console.error(problem);
  console.error(`${problems.length} texts to put right`);
  process.exit(1);
}
console.log(`${catalogue.size} texts, both languages, all in use`);
