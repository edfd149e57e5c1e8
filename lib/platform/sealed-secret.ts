/** Secrets at rest: AES-256-GCM with a key derived from APP_SECRET; stored as nonce, tag and ciphertext in one buffer. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { requireSetting } from "./env";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function sealingKey(): Buffer {
  return Buffer.from(hkdfSync("sha256", requireSetting("APP_SECRET"), "", "octomind-dashboard sealed-secret", 32));
}

/** Encrypts a text; two seals of one text differ. */
export function seal(text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(), nonce);
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
}

/** Decrypts what `seal` made; throws when it was changed, cut, or sealed under another APP_SECRET. */
export function unseal(sealed: Uint8Array): string {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const key = sealingKey();
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString("utf8");
  } catch (cause) {
    throw new Error("A sealed secret cannot be read: it was changed, or APP_SECRET is not the one it was sealed with.", { cause });
  }
}
