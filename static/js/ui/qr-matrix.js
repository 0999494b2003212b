/** Makes the picture of a QR code; the library is loaded when the first one is needed. */
import { useEffect, useState } from "./view.js";

/**
 * @param {string} text
 * @returns {Promise<boolean[][]>} rows of dark modules
 */
export async function qrMatrix(text) {
  const { generate } = await import("../vendor/lean-qr-2.7.4.js");
  const code = generate(text);
  const line = Array.from({ length: code.size }, (_, at) => at);
  return line.map((y) => line.map((x) => code.get(x, y)));
}

/** @param {string | null} text @returns {boolean[][] | null} null until it is made */
export function useQr(text) {
  const [matrix, setMatrix] = useState(/** @type {boolean[][] | null} */ (null));
  useEffect(() => {
    let isWanted = true;
    setMatrix(null);
    if (text !== null) void qrMatrix(text).then((made) => isWanted && setMatrix(made));
    return () => void (isWanted = false);
  }, [text]);
  return matrix;
}
