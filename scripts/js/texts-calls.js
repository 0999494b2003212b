/** The calls of t() and tn(): their English sentences, and whether they wait for somebody to read them. */
import { stringOf } from './texts-walk.js';

const HOME = 'static/js/core/i18n.js'; // where both are made
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/**
 * @param {any} node @param {string} file
 * @returns {null | { text: string, plural?: string, problem?: undefined } | { problem: string }} null: neither t() nor tn()
 */
export function callsOf(node, file) {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || file === HOME) return null;
  const { name } = node.callee;
  if (name !== 't' && name !== 'tn') return null;
  const wanted = node.arguments.slice(0, name === 't' ? 1 : 2).map(stringOf);
  if (wanted.length === 0 || wanted.includes(null)) return { problem: `${name}() takes the English sentence itself: one string, no variable, nothing put together.` };
  if (name === 'tn' && node.arguments.length < 3) return { problem: 'tn() takes one, many and the number.' };
  return name === 't' ? { text: wanted[0] } : { text: wanted[0], plural: wanted[1] };
}

/** Whether it runs while the file is loaded. @param {any[]} parents @returns {boolean} */
export function isImportTime(parents) {
  return !parents.some((node, index) => FUNCTIONS.has(node.type) || (node.type === 'PropertyDefinition' && !node.static && parents[index + 1] !== node.key));
}
