import assert from 'node:assert/strict';
import test from 'node:test';
import { decodeFrames, encodeFrames } from '../../../static/js/net/frames.js';
import { EncodingInvalidError } from '../../../static/js/core/errors.js';

const frame = { type: 1, id: new Uint8Array(16).fill(7), revision: 3, seq: 2 ** 40, parts: [Uint8Array.of(1, 2), new Uint8Array(0)] };

test('frames come back as they went', () => {
  assert.deepEqual(decodeFrames(encodeFrames([frame, { ...frame, type: 2 }])), [frame, { ...frame, type: 2 }]);
  assert.deepEqual(decodeFrames(encodeFrames([])), []);
});

test('a part is a copy and does not drag the body along', () => {
  const [{ parts, id }] = decodeFrames(encodeFrames([frame]));
  assert.equal(parts[0].buffer.byteLength, 2);
  assert.equal(id.buffer.byteLength, 16);
});

test('every cut of a body is refused', () => {
  const body = encodeFrames([frame]);
  for (let length = 0; length < body.length; length += 1) {
    if (length !== 4) assert.throws(() => decodeFrames(body.subarray(0, length)), EncodingInvalidError, String(length));
  }
});

test('other magic, unknown types, too many and too long parts are refused', () => {
  const changed = (at, value) => {
    const body = encodeFrames([frame]);
    body[at] = value;
    return body;
  };
  for (const body of [changed(0, 0x44), changed(3, 2), changed(4, 9), changed(37, 17), changed(38, 0xff), changed(21, 0xff)]) {
    assert.throws(() => decodeFrames(body), EncodingInvalidError);
  }
});

test('no frame is made that no reader would take', () => {
  const part = new Uint8Array(0);
  for (const wrong of [{ type: 9 }, { id: new Uint8Array(15) }, { parts: Array(17).fill(part) }, { parts: [new Uint8Array((1 << 20) + 1)] }]) {
    assert.throws(() => encodeFrames([{ ...frame, ...wrong }]), EncodingInvalidError);
  }
});
