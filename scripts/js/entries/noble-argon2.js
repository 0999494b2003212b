export { argon2id, argon2idAsync } from "@noble/hashes/argon2.js";
