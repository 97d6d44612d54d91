import { createTextArena } from './textArena.ts';
import { createTextHash } from './textHash.ts';

/** Different texts, numbered from 0 in the order in which they came. */
export interface Texts {
  readonly size: number;
  /** Undefined for a text that is not there. */
  numberOf(text: string): number | undefined;
  /** A text that is not there yet. Its number. */
  add(text: string): number;
  textOf(number: number): string;
}

/** A power of two. */
const FIRST_SLOTS = 16;

/**
 * An empty set of texts, each of which takes some 20 bytes and those of `createTextArena`. Texts are compared as they
 * are; their hashes only tell where to look.
 *
 * @param hashOf a whole number below 2^32
 */
export function createTexts(hashOf: (text: string) => number = createTextHash()): Texts {
  const arena = createTextArena();
  /** At the slot of its hash, or the next that is free: the number of a text and 1. Three in four are in use at most. */
  let slots = new Uint32Array(FIRST_SLOTS);
  let hashes = new Uint32Array((FIRST_SLOTS * 3) / 4);
  let places = new Uint32Array(hashes.length);
  let size = 0;
  // Whoever adds a text has asked for it just before.
  let asked = '';
  let askedHash = hashOf(asked);

  function hashOnce(text: string): number {
    if (text !== asked) {
      asked = text;
      askedHash = hashOf(text);
    }
    return askedHash;
  }

  function grow(): void {
    slots = new Uint32Array(2 * slots.length);
    hashes = grown(hashes);
    places = grown(places);
    for (let number = 0; number < size; number += 1) settle(number);
  }

  function settle(number: number): void {
    let slot = (hashes[number] ?? 0) & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number + 1;
  }

  return {
    get size() {
      return size;
    },
    numberOf(text) {
      const hash = hashOnce(text);
      for (let slot = hash & (slots.length - 1); ; slot = (slot + 1) & (slots.length - 1)) {
        const number = (slots[slot] ?? 0) - 1;
        if (number === -1) return undefined;
        if (hashes[number] === hash && arena.isAt(places[number] ?? 0, text)) return number;
      }
    },
    add(text) {
      if (size === hashes.length) grow();
      const number = size;
      hashes[number] = hashOnce(text);
      places[number] = arena.put(text);
      size += 1;
      settle(number);
      return number;
    },
    textOf: (number) => arena.textAt(places[number] ?? 0),
  };
}

function grown(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(2 * numbers.length);
  more.set(numbers);
  return more;
}
