import { createHash } from 'node:crypto';

/** A UUID (version 8, RFC 9562) that depends on nothing but the text. */
export function derivedId(text: string): string {
  return uuidOf(createHash('sha256').update(text).digest('hex'));
}

/** A UUID (version 8) of 32 hexadecimal digits, of which it leaves out the 13th and the 17th. */
function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Makes the function that gives each whole number of 32 bits a UUID of its own, which depends on nothing but the number and
 * the text; for a million ids, where hashing each takes seconds.
 */
export function createDerivedIds(text: string): (number: number) => string {
  const digest = createHash('sha256').update(text).digest();
  const keys = [0, 4, 8, 12].map((at) => digest.readInt32BE(at));
  const bytes = Buffer.alloc(16);
  return (number) => {
    // The first word is whole in the id, and no two numbers have the same.
    keys.forEach((key, word) => bytes.writeInt32BE(scattered(number ^ key), 4 * word));
    return uuidOf(bytes.toString('hex'));
  };
}

/**
 * One to one between whole numbers of 32 bits, neighbours far apart: the last step of MurmurHash3.
 *
 * @see https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 */
function scattered(number: number): number {
  let mixed = number ^ (number >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
