import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { MAX_ALTERNATIVES, parseGlob } from '../../src/verdict/glob.ts';
import { charactersOf } from '../../src/verdict/globTest.ts';
import { foldCase } from '../../src/verdict/user.ts';

function matches(glob: string, address: string): boolean {
  const parsed = parseGlob(glob);
  if (parsed.kind === 'problem') throw new Error(parsed.message);
  const characters = charactersOf(foldCase(address));
  return parsed.tests.some((test) => test.matches(characters));
}

/** A slash would part folders for the library; its own negated classes with "!" also hold what they exclude. */
const PICOMATCH = { bash: true, dot: true, flags: 's', noextglob: true, nonegate: true, windows: false };

const character = fc.constantFrom('a', 'b', '.', '@');
const literal = fc.string({ unit: character, minLength: 1, maxLength: 3 });
const simple = fc.oneof(
  { weight: 4, arbitrary: literal },
  { weight: 3, arbitrary: fc.constantFrom('*', '?', '[ab]', '[a-b]', '[^ab]', '[^a-b]') },
);
const part = fc.oneof(
  { weight: 5, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.array(simple, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 3 })
      .map((alternatives) => `{${alternatives.map((parts) => parts.join('')).join(',')}}`),
  },
);
const glob = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
const address = fc.string({ unit: character, minLength: 1, maxLength: 5 });

describe('a glob', () => {
  it('matches what a widely used library matches', () => {
    // Two dots are a folder or a range for the library, and two stars are any folders.
    const isPath = (text: string) => /\*\*|\.\.|^\.$/.test(text);
    let found = 0;
    fc.assert(
      fc.property(glob, fc.array(address, { minLength: 1, maxLength: 20 }), (pattern, addresses) => {
        fc.pre(!isPath(pattern));
        const peer = picomatch(pattern, PICOMATCH);
        for (const each of addresses.filter((text) => !isPath(text))) {
          const matched = matches(pattern, each);
          if (matched) found += 1;
          expect([pattern, each, matched]).toEqual([pattern, each, peer(each)]);
        }
      }),
      { numRuns: 600, seed: 6 },
    );
    expect(found).toBeGreaterThan(150);
  });

  it.each<[string, string, boolean]>([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*ab*ab*', 'aab', false],
    ['*ab*ab*', 'xabxab', true],
    ['a*b*b', 'ab', false],
    ['a*b*b', 'abb', true],
    ['*ab*b@x.com', 'ab@x.com', false],
    ['*ab*b@x.com', 'abb@x.com', true],
    ['*a?*b', 'aab', true],
    ['*a?*b', 'ab', false],
    ['{a,b{c,d}}', 'bd', true],
    ['{a,b{c,d}}', 'b', false],
    ['{a,}b', 'b', true],
    ['{*@x,y*}z', 'a@xz', true],
    ['[!a]', 'a', false],
    ['[!a]', 'b', true],
    ['[]a]', ']', true],
    ['[a-]', '-', true],
    ['[a\\]]', ']', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['{a\\,b,c}', 'a,b', true],
    ['a,b}', 'a,b}', true],
    ['(a|b)', 'a', false],
    ['"a"', '"a"', true],
    ['a/?', 'a//', true],
    ['A[B-C]', 'ab', true],
    ['a[b-c]', 'AB', true],
    ['[!B-C]', 'b', false],
    ['[#-_]lice', 'ALICE', true],
    ['[#-_]lice', 'alice', true],
    ['[!#-_]lice', 'alice', false],
    ['[Z-a]', 'b', false],
    ['[Z-a]', 'A', true],
    ['?@x', '😀@x', true],
    ['??@x', '😀@x', false],
    ['[😀]@x', '😀@x', true],
    ['[😀-😎]@x', '😃@x', true],
    ['[!😀]@x', '😃@x', true],
    ['[\uffff]@x', '😀@x', false],
    ['*😀?', 'a😀😃', true],
    ['ΝΙΚΟ[Σ]@x', 'ΝΙΚΟΣ@x', true],
    ['νικος@x', 'ΝΙΚΟΣ@x', true],
    ['ΝΙΚΟΣ*', 'νικος.α@x', true],
    ['[ς]@x', 'Σ@x', true],
    ['é@x', 'E\u0301@x', true],
    ['[e\u0301]@x', 'É@x', true],
    ['?@x', 'e\u0301@x', true],
    ['İ@x', 'İ@x', true],
    ['[K]ate', '\u212aate', false],
    ['!\\(a\\)', '!(a)', true],
    ['[!(]', 'a', true],
    ['[+(]', '(', true],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each([
    ['{a,b', 'has a "{" that is not closed: close it, or write \\{ for the character'],
    ['a{b', 'has a "{" that is not closed: close it, or write \\{ for the character'],
    ['[ab', 'has a "[" that is not closed: close it, or write \\[ for the character'],
    ['[]', 'has a "[" that is not closed: close it, or write \\[ for the character'],
    ['[a-', 'has a "[" that is not closed: close it, or write \\[ for the character'],
    ['[z-a]', 'has a range that runs backwards'],
    ['[[:]', 'has a class by name, which is not read: write its characters, as in [a-z]'],
    ['[[:alpha:]]', 'has a class by name, which is not read: write its characters, as in [a-z]'],
    ...Array.from('!@+?*', (sign): [string, string] => [
      `b${sign}(a|b)`,
      `has "${sign}(", which begins an extended pattern: these are not read; write {a,b} or several patterns, or \\( for the character`,
    ]),
    ['a\\', 'ends with a backslash: write what it is to stand before'],
    ['{a}', 'has braces without a comma: list what may stand there, as in {a,b}'],
    ['{1..1000000000}', 'has braces without a comma: list what may stand there, as in {a,b}'],
    ['{a,b}'.repeat(7), 'has braces for more than 100 alternatives: write several patterns'],
    ['{a,b}'.repeat(40), 'has braces for more than 100 alternatives: write several patterns'],
    [
      `{${'a,'.repeat(MAX_ALTERNATIVES)}a}`,
      'has braces for more than 100 alternatives: write several patterns',
    ],
  ])('%s is none', (pattern, message) => {
    expect(parseGlob(pattern)).toEqual({ kind: 'problem', message });
  });

  it('may have as many alternatives as the limit says', () => {
    expect(matches(`{${'a,'.repeat(MAX_ALTERNATIVES - 1)}b}`, 'b')).toBe(true);
  });
});
