import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { oneLine } from '../../src/untrusted.ts';
import { domainOf, foldCase, isAddress } from '../../src/verdict/user.ts';

/** Letters that are plain, and letters that are not or turn into others. */
const plain = fc.constantFrom('a', 'B', 'K', '7', '@', '.', '-', '_', '"', '<', '[', ' ', '~');
const other = fc.constantFrom(
  'é',
  'e\u0301',
  'Σ',
  'ς',
  '\u212a',
  'İ',
  '\u00ad',
  '\u3164',
  '\u007f',
  '\n',
  '😀',
);
const text = fc.oneof(
  fc.string({ unit: plain, maxLength: 12 }),
  fc.string({ unit: fc.oneof(plain, other), maxLength: 12 }),
);

const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const LOCAL_PART =
  /^(?:[^\s\p{C}\p{Z}\p{Default_Ignorable_Code_Point}<>"@]+|"[^\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}"]+")$/u;
const DOMAIN = /^(?:[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*|\[[\da-f:.]+\])$/iu;

/** The same, with all of Unicode in mind for every text. */
const REFERENCE = {
  foldCase: (sample: string) =>
    sample.replace(/[^\u212A]+/g, (letters) => letters.normalize('NFC').toLowerCase().replaceAll('ς', 'σ')),
  isAddress: (sample: string) => {
    const [, local = '', domain = ''] = /^([^]+)@([^@]*)$/.exec(sample) ?? [];
    return LOCAL_PART.test(local) && DOMAIN.test(domain) && !UNSEEN.test(domain);
  },
  domainOf: (email: string) => /@([\p{L}\p{M}\p{N}._-]{1,253})$/u.exec(email.toLowerCase())?.[1],
  oneLine: (sample: string) =>
    sample
      .replace(/(?!\ufe0f)[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
      .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]+/gu, ' '),
};

describe('short cuts for plain texts change nothing of', () => {
  it.each<[what: string, actual: (sample: string) => unknown, expected: (sample: string) => unknown]>([
    ['the one case', foldCase, REFERENCE.foldCase],
    ['what is an address', isAddress, REFERENCE.isAddress],
    ['its domain', (email) => domainOf({ email }), REFERENCE.domainOf],
    ['what is seen on one line', oneLine, REFERENCE.oneLine],
  ])('%s', (_, actual, expected) => {
    const told = new Set<unknown>();
    fc.assert(
      fc.property(text, (sample) => {
        told.add(actual(sample));
        expect(actual(sample)).toBe(expected(sample));
      }),
      { numRuns: 5_000 },
    );
    expect(told.size).toBeGreaterThan(1);
  });
});
