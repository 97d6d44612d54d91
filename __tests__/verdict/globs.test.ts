import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseGlob } from '../../src/verdict/glob.ts';
import { type Test } from '../../src/verdict/globTest.ts';
import { createGlobs } from '../../src/verdict/globs.ts';
import { foldCase } from '../../src/verdict/user.ts';

const letter = fc.constantFrom('a', 'B', '@', '.', 'é', 'Σ', '😀');
const glob = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: letter },
      { weight: 5, arbitrary: fc.constantFrom('*', '?', '[a-b]', '[!a]', '{a,b*}', '{@,.b}', '[😀é]') },
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
/** Halves of pairs also come alone, in addresses and not in globs: half of what is typed is none. */
const address = fc.string({ unit: fc.oneof(letter, fc.constantFrom('\ud83d', '\ude00')), maxLength: 7 });

function testsOf(pattern: string): readonly Test[] {
  const parsed = parseGlob(pattern);
  if (parsed.kind === 'problem') throw new Error(parsed.message);
  return parsed.tests;
}

/** Every test, character by character, as no text is searched or looked up. */
function matchPlainly(pattern: string, folded: string): boolean {
  return testsOf(pattern).some((test) => test.matches(Array.from(folded)));
}

describe('many globs', () => {
  it('match what each of them matches character by character', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.uniqueArray(glob, { maxLength: 8 }), fc.array(address), (patterns, addresses) => {
        const globs = createGlobs(patterns.map((owner) => ({ owner, tests: testsOf(owner) })));
        for (const each of addresses.map(foldCase)) {
          const owners = new Set(globs.ownersOf(each));
          found += owners.size;
          expect([each, ...owners].sort()).toEqual(
            [each, ...patterns.filter((pattern) => matchPlainly(pattern, each))].sort(),
          );
        }
      }),
      { numRuns: 1_000 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it.each([
    ['*@eng.example.com', 'alice@eng.example.com', ['*@eng.example.com']],
    ['*@eng.example.com', 'alice@sales.eng.example.com', []],
    ['*.example.com', 'alice@eng.example.com', ['*.example.com']],
    ['admin*', 'admin@example.com', ['admin*']],
    ['admin*', 'the.admin@example.com', []],
    ['*admin*', 'the.admin@example.com', ['*admin*']],
    ['alice@example.com', 'alice@example.com', ['alice@example.com']],
    ['alice@example.com', 'malice@example.com', []],
    ['a*a', 'a', []],
    ['*\u{1f600}', 'x\u{1f600}', ['*\u{1f600}']],
  ])('of which one is %s match %s with %j', (pattern, text, expected) => {
    const owners = [pattern, 'nobody@example.org', 'nobody*', '*nobody'];
    const globs = createGlobs(owners.map((owner) => ({ owner, tests: testsOf(owner) })));
    expect(globs.ownersOf(text)).toEqual(expected);
  });

  it('are not all tried with every address', () => {
    let tried = 0;
    const counting = (test: Test): Test => ({
      ...test,
      matches(characters) {
        tried += 1;
        return test.matches(characters);
      },
    });
    const patterns = Array.from({ length: 1_000 }, (_, index) =>
      index % 2 === 0 ? `*@team-${String(index)}.example.com` : `team-${String(index)}-*`,
    );
    const globs = createGlobs(patterns.map((owner) => ({ owner, tests: testsOf(owner).map(counting) })));
    expect(globs.ownersOf('alice@team-500.example.com')).toEqual(['*@team-500.example.com']);
    expect(globs.ownersOf('team-501-alice@example.com')).toEqual(['team-501-*']);
    expect(tried).toBe(2);
  });
});
