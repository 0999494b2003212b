// Runs in an empty page: reads the one QR code on a picture of a screen, as a camera that knows dark on light alone.
async ([reader, picture]) => {
  const { jsQR } = await import(URL.createObjectURL(new Blob([reader], { type: 'text/javascript' })));
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, image.width, image.height);
  const code = jsQR(pixels.data, image.width, image.height, { inversionAttempts: 'dontInvert' });
  if (!code) return null;

  // ISO/IEC 18004, 5.3.8: four modules on every side have the light of the code's own light modules
  const QUIET_MODULES = 4;
  const { topLeftCorner: from, topRightCorner: right, bottomLeftCorner: below } = code.location;
  const side = 17 + 4 * code.version;
  const light = (/** @type {number} */ column, /** @type {number} */ row) => {
    const x = from.x + ((right.x - from.x) * (column + 0.5)) / side;
    const y = from.y + ((below.y - from.y) * (row + 0.5)) / side;
    const at = 4 * (Math.floor(y) * image.width + Math.floor(x));
    return Math.min(...pixels.data.slice(at, at + 3));
  };
  const around = [];
  for (let along = 0; along < side; along += 1) {
    for (let out = 1; out <= QUIET_MODULES; out += 1) {
      around.push(light(along, -out), light(along, side - 1 + out), light(-out, along), light(side - 1 + out, along));
    }
  }
  return { text: code.data, darkestAround: Math.min(...around) };
}
