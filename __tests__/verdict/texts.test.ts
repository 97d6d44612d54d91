import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTexts } from '../../src/verdict/texts.ts';

describe('a set of texts', () => {
  it.each<[string, (text: string) => number]>([
    ['have one hash', () => 2 ** 32 - 1],
    ['have few hashes', (text) => text.length],
  ])('tells texts apart and numbers them, even when all of them %s', (_, hashOf) => {
    const unit = fc.constantFrom('a', 'b', 'Ā', '\u0000', '\ud800');
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit, maxLength: 4 }), { maxLength: 100 }), (all) => {
        const half = all.slice(0, Math.ceil(all.length / 2));
        const texts = createTexts(hashOf);
        expect(half.map((text) => texts.add(text))).toEqual([...half.keys()]);
        expect(texts.size).toBe(half.length);
        const numbers = new Map(half.map((text, number) => [text, number]));
        expect(all.map((text) => texts.numberOf(text))).toEqual(all.map((text) => numbers.get(text)));
        expect(half.map((_text, number) => texts.textOf(number))).toEqual(half);
      }),
    );
  });
});
