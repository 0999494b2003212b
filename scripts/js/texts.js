/**
 * The texts of the browser code, read from its syntax tree: what stands in t() and tn(), and what a person would see
 * that stands outside of them. Prints one JSON document; scripts/workflow/catalogues.py does the rest.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'acorn';
import { callsOf, isImportTime } from './texts-calls.js';
import { literalsOutside } from './texts-outside.js';
import { walk } from './texts-walk.js';

/** @param {string} folder @returns {string[]} every module of our own */
const modules = (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js') && !/(^|\/)vendor\//.test(name)).map((name) => join(folder, name)).sort();

/**
 * @param {string} source @param {string} file as it is named in the answer
 * @returns {{ messages: { text: string, plural?: string, at: string }[], problems: string[] }}
 */
export function textsOf(source, file) {
  const tree = parse(source, { ecmaVersion: 'latest', sourceType: 'module', locations: true });
  const exempt = exemptLines(source, tree);
  const messages = [];
  const problems = [];
  const told = new Set();
  const problem = (node, words) => {
    const line = `${file}:${node.loc.start.line}: ${words}`;
    if (!exempt.has(node.loc.start.line) && !told.has(line)) problems.push(line);
    told.add(line);
  };
  walk(tree, (node, parents) => {
    const call = callsOf(node, file);
    if (!call) return;
    if (call.problem) return problem(node, call.problem);
    messages.push({ text: call.text, ...(call.plural === undefined ? {} : { plural: call.plural }), at: `${file}:${node.loc.start.line}` });
    if (isImportTime(parents)) problem(node, `“${call.text}” is said when the file is loaded, before anybody chose a language. Say it inside a function.`);
  });
  for (const { node, words } of literalsOutside(tree)) problem(node, words);
  return { messages, problems };
}

/**
 * `not a text: why` stands on the line itself or on the one above; above a whole statement of the file it is for all of that.
 * @param {string} source @param {any} tree @returns {Set<number>} numbers of lines
 */
function exemptLines(source, tree) {
  const exempt = new Set();
  source.split('\n').forEach((line, index) => {
    if (!/\bnot a text: \S/.test(line)) return;
    const whole = tree.body.find(({ loc }) => loc.start.line === index + 2);
    for (let number = index + 1; number <= (whole?.loc.end.line ?? index + 2); number += 1) exempt.add(number);
  });
  return exempt;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = process.argv[2];
  const found = modules(join(root, 'static/js')).map((path) => textsOf(readFileSync(path, 'utf8'), relative(root, path)));
  console.log(JSON.stringify({ messages: found.flatMap(({ messages }) => messages), problems: found.flatMap(({ problems }) => problems) }));
}
