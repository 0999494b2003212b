export interface Point { x: number; y: number }
export interface QrCode {
  binaryData: number[];
  data: string;
  version: number;
  location: { topLeftCorner: Point; topRightCorner: Point; bottomLeftCorner: Point; bottomRightCorner: Point };
}
/** data: RGBA, width × height × 4 bytes. */
export function jsQR(
  data: Uint8ClampedArray, width: number, height: number,
  options?: { inversionAttempts?: "dontInvert" | "onlyInvert" | "attemptBoth" | "invertFirst" },
): QrCode | null;
