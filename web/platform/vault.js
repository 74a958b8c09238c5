// Encryption at rest, with the browser's own WebCrypto and nothing else. STORE.md says what it is good for.
//
// A store has one random data key (AES-256-GCM). The file KEY holds it wrapped with a key that is derived
// from the passphrase; a sealed file is "GBE1", 12 random bytes of nonce, and the ciphertext with its tag.
// The store and the file's name are additional data of every seal: a file that is moved does not open.
import {StorageError} from './storage.js';

export const iterations = 600_000; // of PBKDF2 with HMAC-SHA-256
const magic = [0x47, 0x42, 0x45, 0x31];
const nonceSize = 12;
const tagSize = 16;
const encoder = new TextEncoder();

const random = (size) => crypto.getRandomValues(new Uint8Array(size));

export const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

function material(secret, usages) {
  // One passphrase typed by two keyboards is the same.
  return crypto.subtle.importKey('raw', encoder.encode(secret.normalize('NFKC')), 'PBKDF2', false, usages);
}

const derivation = (salt, rounds) => ({name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds});

async function wrappingKey(passphrase, salt, rounds) {
  return crypto.subtle.deriveKey(derivation(salt, rounds), await material(passphrase, ['deriveKey']),
    {name: 'AES-GCM', length: 256}, false, ['wrapKey', 'unwrapKey']);
}

const additional = (context) => encoder.encode(`genba-1\0${context}`);

async function wrap(key, passphrase, context) {
  const [salt, iv] = [random(16), random(nonceSize)];
  const wrapped = await crypto.subtle.wrapKey('raw', key, await wrappingKey(passphrase, salt, iterations),
    {name: 'AES-GCM', iv, additionalData: additional(`${context}/KEY`)});
  return encoder.encode(JSON.stringify({
    version: 1, kdf: 'PBKDF2-HMAC-SHA-256', iterations, salt: base64(salt), iv: base64(iv),
    key: base64(new Uint8Array(wrapped)),
  }));
}

async function unwrap(file, passphrase, context, isExtractable) {
  let facts;
  try {
    facts = JSON.parse(new TextDecoder().decode(file));
  } catch {
    facts = {};
  }
  if (facts.version !== 1 || !(facts.iterations >= 100_000 && facts.iterations <= 100_000_000)) {
    throw new StorageError('io', 'the file KEY is damaged');
  }
  const wrapping = await wrappingKey(passphrase, fromBase64(facts.salt), facts.iterations);
  try {
    return await crypto.subtle.unwrapKey('raw', fromBase64(facts.key), wrapping,
      {name: 'AES-GCM', iv: fromBase64(facts.iv), additionalData: additional(`${context}/KEY`)},
      'AES-GCM', isExtractable, ['encrypt', 'decrypt']);
  } catch {
    throw new StorageError('wrong', 'the passphrase does not open the store');
  }
}

/** A new data key and its file KEY. */
export async function makeKey(passphrase, context) {
  const key = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, true, ['encrypt', 'decrypt']);
  const file = await wrap(key, passphrase, context);
  // From here on it cannot be read out again.
  return {key: await unwrap(file, passphrase, context, false), file};
}

/** The data key; a StorageError of kind `wrong` for another passphrase. */
export const openKey = (file, passphrase, context) => unwrap(file, passphrase, context, false);

/** The same data key under another passphrase: a new file KEY. */
export async function wrapAgain(file, passphrase, next, context) {
  return wrap(await unwrap(file, passphrase, context, true), next, context);
}

export const isSealed = (bytes) => magic.every((byte, at) => bytes[at] === byte);

export async function seal(key, context, bytes) {
  const iv = random(nonceSize);
  const content = await crypto.subtle.encrypt({name: 'AES-GCM', iv, additionalData: additional(context)}, key, bytes);
  const sealed = new Uint8Array(magic.length + nonceSize + content.byteLength);
  sealed.set(magic);
  sealed.set(iv, magic.length);
  sealed.set(new Uint8Array(content), magic.length + nonceSize);
  return sealed;
}

export async function unseal(key, context, sealed) {
  const start = magic.length + nonceSize;
  if (!isSealed(sealed) || sealed.length < start + tagSize) throw new StorageError('io', `${context} is not sealed`);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(
      {name: 'AES-GCM', iv: sealed.subarray(magic.length, start), additionalData: additional(context)}, key,
      sealed.subarray(start)));
  } catch {
    throw new StorageError('io', `${context} was changed, or belongs elsewhere`);
  }
}

/** What tells one sealed content from every other. */
export const tagOf = (sealed) => base64(sealed.subarray(sealed.length - tagSize));

async function bitsOf(secret, salt, rounds) {
  const bits = await crypto.subtle.deriveBits(derivation(salt, rounds), await material(secret, ['deriveBits']), 256);
  return base64(new Uint8Array(bits));
}

/** What proves later that somebody knows the secret, without holding it. */
export async function makeVerifier(secret) {
  const salt = random(16);
  return {salt, iterations, bits: await bitsOf(secret, salt, iterations)};
}

export const proves = async (secret, verifier) =>
  (await bitsOf(secret, verifier.salt, verifier.iterations)) === verifier.bits;
