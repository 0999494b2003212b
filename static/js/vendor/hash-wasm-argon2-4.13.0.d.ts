export interface Argon2Options {
  password: string | Uint8Array;
  salt: string | Uint8Array;
  secret?: string | Uint8Array;
  /** t */
  iterations: number;
  /** p */
  parallelism: number;
  /** m, in KiB */
  memorySize: number;
  /** in bytes */
  hashLength: number;
}
export function argon2id(options: Argon2Options & { outputType: "binary" }): Promise<Uint8Array<ArrayBuffer>>;
export function argon2id(options: Argon2Options & { outputType?: "hex" | "encoded" }): Promise<string>;
