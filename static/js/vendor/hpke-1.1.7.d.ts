// HPKE (RFC 9180), base mode, as crypto/primitives.js uses it.
type Bytes = Uint8Array<ArrayBuffer>;
type Part = () => Readonly<object>;
export interface KeyPair { readonly publicKey: CryptoKey; readonly privateKey: CryptoKey }
export interface Options { info?: Uint8Array; aad?: Uint8Array; psk?: Uint8Array; pskId?: Uint8Array }
export class CipherSuite {
  constructor(kem: Part, kdf: Part, aead: Part);
  GenerateKeyPair(extractable?: boolean): Promise<KeyPair>;
  DeriveKeyPair(ikm: Uint8Array, extractable?: boolean): Promise<KeyPair>;
  SerializePrivateKey(key: CryptoKey): Promise<Bytes>;
  SerializePublicKey(key: CryptoKey): Promise<Bytes>;
  DeserializePrivateKey(key: Uint8Array, extractable?: boolean): Promise<CryptoKey>;
  DeserializePublicKey(key: Uint8Array): Promise<CryptoKey>;
  /** encapsulatedSecret: 65 bytes for P-256; ciphertext: plaintext and a tag of 16 bytes. */
  Seal(publicKey: CryptoKey, plaintext: Uint8Array, options?: Options): Promise<{ encapsulatedSecret: Bytes; ciphertext: Bytes }>;
  /** The key alone is enough when extractable; a non-extractable private key needs its pair. */
  Open(key: CryptoKey | KeyPair, encapsulatedSecret: Uint8Array, ciphertext: Uint8Array, options?: Options): Promise<Bytes>;
}
export const KEM_DHKEM_P256_HKDF_SHA256: Part;
export const KDF_HKDF_SHA256: Part;
export const AEAD_AES_256_GCM: Part;
export class DeserializeError extends Error {}
export class DecapError extends Error {}
export class EncapError extends Error {}
export class NotSupportedError extends Error {}
export class OpenError extends Error {}
export class ValidationError extends Error {}
