import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import assert from 'node:assert/strict';

const folder = new URL('../../../static/js/crypto/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.js'));
const sources = await Promise.all(files.map((name) => readFile(new URL(name, folder), 'utf8')));

test('only primitives.js touches crypto.subtle, getRandomValues or a vendored primitive', () => {
  const touching = files.filter((_, i) => /\bsubtle\b|getRandomValues|vendor\//.test(sources[i]));
  assert.deepEqual(touching, ['primitives.js']);
});

test('crypto imports core and itself, nothing else but the vendored primitives', () => {
  for (const [i, source] of sources.entries()) {
    const targets = [...source.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(([, target]) => target);
    for (const target of targets) assert.match(target, /^(\.\/[\w-]+\.js|\.\.\/core\/[\w-]+\.js|\.\.\/vendor\/[\w.-]+\.js)$/, files[i]);
  }
});

test('the README names every file', async () => {
  const readme = await readFile(new URL('README.md', folder), 'utf8');
  for (const name of files) assert.ok(readme.includes(`\`${name}\``), name);
});
