import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Pair, pairUp } from '../../src/config/pairing.ts';

/** An item is its letters, and a number to tell it from others with the same. */
const lettersOf = (item: string): string[] => item.replace(/\d/, '').split('');

const WORD_THEN_LETTERS = [(item: string) => [lettersOf(item).join('')], lettersOf];

function written(pair: Pair<string>): string {
  return pair.kind === 'both'
    ? `${pair.before}=${pair.after}`
    : `${pair.kind} ${pair.kind === 'gone' ? pair.before : pair.after}`;
}

function paired(before: readonly string[], after: readonly string[]): string[] {
  return pairUp(before, after, WORD_THEN_LETTERS).map(written);
}

describe('items of two lists', () => {
  it.each([
    [
      ['a', 'b'],
      ['b', 'a'],
      ['a=a', 'b=b'],
    ],
    [
      ['ab', 'b1'],
      ['b2', 'ab'],
      ['ab=ab', 'b1=b2'],
    ],
    [
      ['a1', 'a2', 'a3'],
      ['a4', 'a5'],
      ['a1=a4', 'a2=a5', 'gone a3'],
    ],
    [['a1'], ['a2', 'a3'], ['a1=a2', 'new a3']],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['gone a', 'gone b', 'new c', 'new d'],
    ],
    [
      ['xa', 'xb'],
      ['yb', 'ya'],
      ['xa=ya', 'xb=yb'],
    ],
    [['aa'], ['ab', 'ac'], ['aa=ab', 'new ac']],
    [
      ['ab', 'abc'],
      ['abd', 'abe'],
      ['ab=abd', 'abc=abe'],
    ],
    [['abc'], ['bd', 'ae'], ['abc=ae', 'new bd']],
    [['bd', 'ae'], ['abc'], ['gone bd', 'ae=abc']],
    [
      ['ba', 'ca'],
      ['b1a', 'cd', 'c1a'],
      ['ba=b1a', 'ca=c1a', 'new cd'],
    ],
    [[], ['a'], ['new a']],
    [['a'], [], ['gone a']],
  ])('%j and %j are the same by the whole word, else by a letter', (before, after, pairs) => {
    expect(paired(before, after)).toEqual(pairs);
  });

  it('are each told of once, and by the same pairs when the lists are exchanged', () => {
    const items = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 3 }),
      {
        maxLength: 5,
      },
    );
    const numbered = (words: readonly string[], from: number) =>
      words.map((word, index) => `${word}${String(from + index)}`);
    fc.assert(
      fc.property(items, items, (words, others) => {
        const [before, after] = [numbered(words, 0), numbered(others, 5)];
        const pairs = pairUp(before, after, WORD_THEN_LETTERS);
        expect(pairs.flatMap((pair) => (pair.kind === 'new' ? [] : [pair.before]))).toEqual(before);
        expect(pairs.flatMap((pair) => (pair.kind === 'gone' ? [] : [pair.after])).sort()).toEqual(
          [...after].sort(),
        );
        const exchanged = pairUp(after, before, WORD_THEN_LETTERS).map((pair): Pair<string> => {
          if (pair.kind === 'both') return { kind: 'both', before: pair.after, after: pair.before };
          return pair.kind === 'gone'
            ? { kind: 'new', after: pair.before }
            : { kind: 'gone', before: pair.after };
        });
        expect(exchanged.map(written).sort()).toEqual(pairs.map(written).sort());
      }),
      { numRuns: 1000 },
    );
  });
});
