/** A walk over a syntax tree, and what a string in it says. */

/**
 * @param {any} node @param {(node: any, parents: any[]) => void} visit parents: from the file down to the one above
 * @param {any[]} [parents]
 */
export function walk(node, visit, parents = []) {
  visit(node, parents);
  const below = [...parents, node];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc') continue;
    for (const each of Array.isArray(value) ? value : [value]) if (each && typeof each.type === 'string') walk(each, visit, below);
  }
}

/** @param {any} node @returns {string | null} what it says; null: not a plain string */
export function stringOf(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return null;
}
