import { randomBytes } from 'node:crypto';

/**
 * A hash of 32 bits of the units of a text, by a key of its own that nobody can know: HalfSipHash with one round for
 * each two units and three at the end, so that nobody can write texts which have the same hash. Only where texts are
 * kept depends on the key, and nothing that is told of them.
 *
 * @see https://docs.kernel.org/security/siphash.html
 */
export function createTextHash(): (text: string) => number {
  const key = randomBytes(8);
  const [first, second] = [key.readInt32LE(0), key.readInt32LE(4)];
  return (text) => {
    const { length } = text;
    const words = (length >>> 1) + 1;
    let v0 = first;
    let v1 = second;
    let v2 = 0x6c796765 ^ first;
    let v3 = 0x74656462 ^ second;
    for (let round = 0; round < words + 3; round += 1) {
      const isLast = round === words - 1;
      const at = 2 * round;
      // The last word has the length, and the unit that is left of an odd one.
      const word = isLast
        ? (length << 16) | (at < length ? text.charCodeAt(at) : 0)
        : round < words
          ? text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16)
          : 0;
      v3 ^= word;
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
      v0 ^= word;
      if (isLast) v2 ^= 0xff;
    }
    return (v1 ^ v3) >>> 0;
  };
}
