/**
 * What a person would see, or hear read out, that is in no catalogue: words in htm templates, in properties that are
 * shown, and whole sentences anywhere else. A line may say `not a text: why`.
 */
import htm from 'htm';
import { stringOf, walk } from './texts-walk.js';

/** Properties and attributes that somebody sees or hears. */
const SHOWN = new Set([
  'alt', 'aria-description', 'aria-label', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext', 'caption', 'cancelLabel', 'confirmLabel',
  'description', 'detail', 'heading', 'hint', 'label', 'lead', 'legend', 'meta', 'note', 'placeholder', 'question', 'submitLabel', 'summary', 'text', 'title', 'words',
]);
const LETTERS = /\p{L}{2}/u;
/** A capital, and more than one word: nobody calls a thing so in a program. */
const SENTENCE = /^\p{Lu}.*\p{L}.*\s[“(]?\p{L}{2}/su;

/** @param {any} tree @returns {{ node: any, words: string }[]} */
export function literalsOutside(tree) {
  const found = [];
  const outside = (node, text) => found.push({ node, words: `“${text.trim()}” stands outside the catalogues. Put it into t().` });
  walk(tree, (node, parents) => {
    if (node.type === 'TaggedTemplateExpression' && node.tag.name === 'html') fromTemplate(node, outside);
    if (node.type === 'Property' && !parents.some(isCall)) {
      const name = node.key.name ?? node.key.value;
      if (SHOWN.has(name)) shownIn(node.value, (each, text) => isNamed(text) && outside(each, text));
    }
    if ((node.type === 'Literal' || node.type === 'TemplateLiteral') && !parents.some(isCall) && !parents.some(isTag)) {
      const text = node.type === 'Literal' ? stringOf(node) : node.quasis.map(({ value }) => value.cooked).join('…');
      if (text !== null && SENTENCE.test(text)) outside(node, text);
    }
  });
  return found;
}

/** A property called `label` may hold a code as well; what begins with a capital is meant to be read. */
const isNamed = (text) => /^\p{Lu}\p{Ll}/u.test(text.trim());
const isCall = (node) => node.type === 'CallExpression' && node.callee.type === 'Identifier' && ['t', 'tn'].includes(node.callee.name);
/** Its text was looked at as a template. */
const isTag = (node, index, all) => node.type === 'TaggedTemplateExpression' && node.tag.name === 'html' && all[index + 1] === node.quasi && all.length === index + 2;

/** @param {any} node html`…` @param {(node: any, text: string) => void} outside */
function fromTemplate(node, outside) {
  const h = (type, props, ...children) => {
    for (const [name, value] of Object.entries(props ?? {})) {
      if (!SHOWN.has(name)) continue;
      if (value?.node) shownIn(value.node, (each, text) => LETTERS.test(text) && outside(each, text));
      else if (typeof value === 'string' && LETTERS.test(value.replaceAll('[object Object]', ''))) outside(node, value);
    }
    for (const child of children) shown(child);
    return { made: type };
  };
  const shown = (child) => {
    if (typeof child === 'string' && LETTERS.test(child)) outside(node, child);
    else if (child?.node) shownIn(child.node, (each, text) => LETTERS.test(text) && outside(each, text));
  };
  const statics = node.quasi.quasis.map(({ value }) => value.cooked);
  const made = htm.bind(h)(statics, ...node.quasi.expressions.map((expression) => ({ node: expression })));
  for (const child of Array.isArray(made) ? made : [made]) shown(child);
}

/** Every string that an expression can turn out as. @param {any} node @param {(node: any, text: string) => void} each */
function shownIn(node, each) {
  if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach((side) => shownIn(side, each));
  else if (node.type === 'LogicalExpression') [node.left, node.right].forEach((side) => shownIn(side, each));
  else if (node.type === 'BinaryExpression' && node.operator === '+') [node.left, node.right].forEach((side) => shownIn(side, each));
  else if (node.type === 'TemplateLiteral') each(node, node.quasis.map(({ value }) => value.cooked).join(' '));
  else if (stringOf(node) !== null) each(node, stringOf(node));
}
