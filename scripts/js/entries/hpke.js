export {
  CipherSuite, KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM,
  DeserializeError, DecapError, EncapError, NotSupportedError, OpenError, ValidationError,
} from "hpke";
