/** Small zip archives for tests, made here so that they can be wrong in any place. */
import { deflateRawSync } from 'node:zlib';

/**
 * @param {{ name: string, bytes: Uint8Array, method?: number, flags?: number }[]} files
 * @param {{ comment?: string, count?: number, lie?: (archive: Buffer) => void }} [how]
 */
export function zipOf(files, { comment = '', count = files.length, lie = () => undefined } = {}) {
  const [locals, centrals] = [[], []];
  let at = 0;
  for (const { name, bytes, method = 8, flags = 0 } of files) {
    const packed = method === 8 ? deflateRawSync(bytes) : Buffer.from(bytes);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt16LE(Buffer.byteLength(name), 28);
    central.writeUInt32LE(at, 42);
    locals.push(local, Buffer.from(name), packed);
    centrals.push(central, Buffer.from(name));
    at += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  end.writeUInt16LE(comment.length, 20);
  const archive = Buffer.concat([...locals, directory, end, Buffer.from(comment)]);
  lie(archive);
  return new Blob([archive]);
}

/** @param {unknown} json */
export const jsonBytes = (json) => Buffer.from(JSON.stringify(json));
