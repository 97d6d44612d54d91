import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isNestedDeeper } from '../src/nesting.ts';

/** The same by one look at each character. */
function plainly(json: string, maxDepth: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json.charAt(at);
    if (character === '"') isInString = !isInString;
    else if (isInString && character === '\\') at += 1;
    else if (!isInString && '[{'.includes(character)) depth += 1;
    else if (!isInString && ']}'.includes(character)) depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

describe('the depth of a text', () => {
  it('is that of its brackets outside of strings, whatever it is', () => {
    const unit = fc.constantFrom('"', '\\', '[', ']', '{', '}', 'a', 'ś', 'ŝ', 'ŻŽ');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), fc.nat(4), (text, maxDepth) => {
        expect(isNestedDeeper(text, maxDepth)).toBe(plainly(text, maxDepth));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['quotes', '"'],
    ['escaped quotes', '\\"'],
    ['backslashes', '\\'],
    ['quotes behind many backslashes', `${'\\'.repeat(1_001)}"`],
  ])('is found at once in 16 MB of %s', (_, piece) => {
    const text = `"${piece.repeat(16_000_000 / piece.length)}`;
    const before = process.cpuUsage();
    expect(isNestedDeeper(text, 1)).toBe(false);
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
});
