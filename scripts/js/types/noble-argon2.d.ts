export interface Argon2Options {
  t: number;
  /** in KiB */
  m: number;
  p: number;
  /** in bytes, 32 unless told */
  dkLen?: number;
  onProgress?: (progress: number) => void;
}
export function argon2id(password: string | Uint8Array, salt: string | Uint8Array, options: Argon2Options): Uint8Array<ArrayBuffer>;
export function argon2idAsync(
  password: string | Uint8Array, salt: string | Uint8Array, options: Argon2Options & { asyncTick?: number },
): Promise<Uint8Array<ArrayBuffer>>;
