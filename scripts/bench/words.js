/** How well gentle words find what they should: precision and recall by language, part of the table and kind. Prints a table. */
import { countsOf, LANGUAGES, PARTS, precisionOf, recallOf, rowsOf } from '../../tests/js/domain/gentle/table.js';

const share = (/** @type {number} */ value) => value.toFixed(2).padStart(5);

for (const language of LANGUAGES) {
  for (const part of PARTS) {
    const rows = rowsOf(language, part);
    const marked = rows.filter(({ kinds }) => kinds.length > 0).length;
    process.stdout.write(`\n${language}, ${part}: ${rows.length} sentences, ${marked} of them to be marked\n`);
    process.stdout.write('  kind       precision  recall  right  wrong  missed\n');
    for (const [kind, count] of countsOf(language, part)) {
      const numbers = [count.hits, count.wrong, count.missed].map((n) => String(n).padStart(5)).join('  ');
      process.stdout.write(`  ${kind.padEnd(10)} ${share(precisionOf(count))}     ${share(recallOf(count))}  ${numbers}\n`);
    }
  }
}
