import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTextHash } from '../../src/verdict/textHash.ts';

describe('a hash of texts', () => {
  it('is the same for the same text', () => {
    const hashOf = createTextHash();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(hashOf(`${text} `.slice(0, -1))).toBe(hashOf(text));
      }),
    );
  });

  it('has another key each time, so that texts which collide in one run do not in the next', () => {
    const hashes = Array.from({ length: 20 }, () => createTextHash()('alice@example.com'));
    expect(new Set(hashes).size).toBeGreaterThan(15);
  });

  it.each<[string, (index: number) => string]>([
    ['end', (index) => `user-${String(index).padStart(6, '0')}`],
    ['begin', (index) => `${String(index).padStart(6, '0')}@example.com`],
    ['are in length', (index) => 'x'.repeat(index)],
    ['are in units', (index) => String.fromCharCode(index)],
  ])('fills every slot as evenly as chance would, of texts that differ in how they %s', (_, textOf) => {
    const SLOTS = 1_024;
    const hashOf = createTextHash();
    const filled = new Uint32Array(SLOTS);
    for (let index = 0; index < 8 * SLOTS; index += 1) {
      const slot = hashOf(textOf(index)) % SLOTS;
      filled[slot] = (filled[slot] ?? 0) + 1;
    }
    const spread = filled.reduce((sum, count) => sum + (count - 8) ** 2 / 8, 0);
    // Chi-squared of 1,023 degrees: a fair hash is beyond seven standard deviations in one of 10^10 runs.
    expect(Math.abs(spread - SLOTS) / Math.sqrt(2 * SLOTS)).toBeLessThan(7);
  });
});
