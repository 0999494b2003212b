export type Rgba = readonly [number, number, number, number?];
export interface Bitmap2D {
  /** modules a side, without the quiet zone */
  readonly size: number;
  get(x: number, y: number): boolean;
  toString(options?: { on?: string; off?: string; lf?: string; pad?: number }): string;
  toCanvas(canvas: HTMLCanvasElement | OffscreenCanvas, options?: { on?: Rgba; off?: Rgba; pad?: number }): void;
}
export type Correction = number & { readonly _: unique symbol };
export const correction: Readonly<{ min: Correction; L: Correction; M: Correction; Q: Correction; H: Correction; max: Correction }>;
export type Mode = (data: unknown, version: number) => void;
export interface ModeFactory { (value: string): Mode }
export const mode: Readonly<{
  auto(value: string): Mode;
  multi(...modes: readonly Mode[]): Mode;
  bytes(data: Uint8Array | readonly number[]): Mode;
  numeric: ModeFactory; alphaNumeric: ModeFactory; ascii: ModeFactory; iso8859_1: ModeFactory; utf8: ModeFactory;
}>;
export function generate(
  data: Mode | string,
  options?: { minCorrectionLevel?: Correction; maxCorrectionLevel?: Correction; minVersion?: number; maxVersion?: number },
): Bitmap2D;
/** Draws with createElementNS: safe under Trusted Types. */
export function toSvg(
  code: Bitmap2D,
  target: Document | SVGElement,
  options?: { on?: string; off?: string; pad?: number; width?: number | null; height?: number | null; scale?: number },
): SVGElement;
