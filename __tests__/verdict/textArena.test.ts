import { describe, expect, it } from '@jest/globals';
import { createTextArena } from '../../src/verdict/textArena.ts';

/** By kind: a text, one that differs in its last unit, and the bytes that it takes. */
const KINDS: [string, string, string, number][] = [
  ['a UUID', 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6', 'f81d4fae-7dec-41d0-a765-00a0c91e6bf7', 18],
  ['a narrow text', 'josé@example.com', 'josé@example.cop', 18],
  ['a wide text', 'ΝΙΚΟΣ@example.com', 'ΝΙΚΟΣ@example.cop', 36],
  ['an empty text', '', 'a', 2],
];

/** So many long texts leave 6,128 bytes of a chunk. */
const LONG = new Array<string>(8).fill('b'.repeat(32_000));

describe('a text that comes to the end of a chunk', () => {
  it.each(
    KINDS.flatMap(([kind, text, other, bytes]): [string, string, string, number, string[]][] => [
      [kind, text, other, 1_024 - bytes, []],
      [kind, text, other, 6_128 - bytes, LONG],
    ]),
  )('is kept, which is %s: %j and not %j', (_, text, other, filled, before) => {
    for (let bytes = filled - 4; bytes <= filled + 4; bytes += 1) {
      const arena = createTextArena();
      const texts = [...before, 'a'.repeat(Math.max(0, bytes - 2)), text, 'after'];
      const places = texts.map((each) => arena.put(each));
      expect(places.map((place) => arena.textAt(place))).toEqual(texts);
      expect(places.map((place, index) => arena.isAt(place, texts[index] ?? ''))).toEqual(
        texts.map(() => true),
      );
      expect(places.map((place) => arena.isAt(place, other))).toEqual(texts.map(() => false));
    }
  });
});

describe('a text', () => {
  it.each([['a'.repeat(32_766)], ['Ā'.repeat(32_766)], ['\ud800'], ['\u0000ÿ']])(
    'comes out as it was (%#)',
    (text) => {
      const arena = createTextArena();
      expect(arena.textAt(arena.put(text))).toBe(text);
    },
  );

  it('that is longer than can be told is refused', () => {
    expect(() => createTextArena().put('a'.repeat(32_767))).toThrow('The text is too long to be kept.');
  });
});

describe('what is nearly a UUID', () => {
  const uuid = 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6';

  it.each(Array.from(uuid, (_, place): [number] => [place]))('comes out as it was, place %i', (place) => {
    for (const unit of ['G', 'g', 'A', 'F', '-', '0', '/', ':', '`', '@', 'é', '\ud800']) {
      const text = uuid.slice(0, place) + unit + uuid.slice(place + 1);
      const arena = createTextArena();
      const at = arena.put(text);
      expect(arena.textAt(at)).toBe(text);
      expect([arena.isAt(at, text), arena.isAt(at, uuid)]).toEqual([true, text === uuid]);
    }
  });
});
