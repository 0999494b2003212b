/** The frame of a PDF file (ISO 32000-1, 7.5): its objects, and the table of where each begins. Pure. */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {string | { head: string, stream: Bytes }} PdfObject ASCII; a stream is bytes, of which `head` says all but how many they are */

const encoder = new TextEncoder();

/** @param {PdfObject[]} objects the first of them is the catalogue @returns {Bytes} a whole file; it names no program, person or time */
export function assembled(objects) {
  /** @type {Bytes[]} */
  const parts = [];
  let length = 0;
  const write = (/** @type {string | Bytes} */ part) => {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  write('%PDF-1.4\n');
  const begins = objects.map((object, at) => {
    const begin = length;
    write(`${at + 1} 0 obj\n`);
    for (const part of typeof object === 'string' ? [object] : [`<< ${object.head} /Length ${object.stream.length} >>\nstream\n`, object.stream, '\nendstream']) write(part);
    write('\nendobj\n');
    return begin;
  });
  const table = [`0 ${objects.length + 1}`, '0000000000 65535 f ', ...begins.map((begin) => `${String(begin).padStart(10, '0')} 00000 n `)];
  write(`xref\n${table.join('\n')}\ntrailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`);
  return joined(parts, length);
}

/** @param {Bytes[]} parts @param {number} length */
function joined(parts, length) {
  const file = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** As FlateDecode reads it (7.4.4). @param {Bytes} bytes @returns {Promise<Bytes>} */
export async function deflated(bytes) {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
