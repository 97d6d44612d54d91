import { type Atom, createTest, STAR, type Test } from './globTest.ts';
import { foldCase } from './user.ts';

/** A pattern for addresses, or why it is none: a predicate, as in "the pattern has …". */
export type ParsedGlob =
  /** Whatever one of the tests matches. */
  | { readonly kind: 'glob'; readonly tests: readonly Test[] }
  | { readonly kind: 'problem'; readonly message: string };

/** What one pattern with braces stands for at most; each is tried with each address. */
export const MAX_ALTERNATIVES = 100;

/** What makes parentheses a pattern in some shells; to take it literally would match nobody. */
const EXTENDED = '!@+?*';

/** Raised by what cannot be a pattern; caught in this file. */
interface Mistake {
  readonly mistake: string;
}

/**
 * Reads a glob. Addresses are no paths: `*` and `?` stand for any characters, in any case; `[…]`, `[!…]`, `{a,b}` and
 * the backslash work as in a shell. Made by no regular expression, because somebody's address could make one try for
 * years: this takes time in proportion to the lengths of glob and address, for each alternative.
 */
export function parseGlob(glob: string): ParsedGlob {
  // Composed before it is taken apart, like addresses.
  const text = Array.from(glob.replace(/[^\u212A]+/g, (letters) => letters.normalize('NFC')));
  const read = readAlternatives(text, 0, false);
  if ('mistake' in read) return { kind: 'problem', message: read.mistake };
  return { kind: 'glob', tests: read.sequences.map(createTest) };
}

interface Read {
  readonly sequences: readonly (readonly Atom[])[];
  readonly end: number;
}

/** Reads sequences up to the end, or up to the brace that closes those of `inBraces`. */
function readAlternatives(text: readonly string[], start: number, inBraces: boolean): Read | Mistake {
  const finished: (readonly Atom[])[] = [];
  let current: (readonly Atom[])[] = [[]];
  let at = start;
  let commas = 0;
  while (at < text.length) {
    const character = text[at];
    if (inBraces && (character === ',' || character === '}')) {
      finished.push(...current);
      current = [[]];
      at += 1;
      if (character === ',') commas += 1;
      else if (commas > 0) return { sequences: finished, end: at };
      else return { mistake: 'has braces without a comma: list what may stand there, as in {a,b}' };
      continue;
    }
    const next = character === '{' ? readAlternatives(text, at + 1, true) : readAtom(text, at);
    if ('mistake' in next) return next;
    current = current.flatMap((before) => next.sequences.map((after) => [...before, ...after]));
    if (finished.length + current.length > MAX_ALTERNATIVES) {
      return {
        mistake: `has braces for more than ${String(MAX_ALTERNATIVES)} alternatives: write several patterns`,
      };
    }
    at = next.end;
  }
  return inBraces
    ? { mistake: 'has a "{" that is not closed: close it, or write \\{ for the character' }
    : { sequences: current, end: at };
}

function readAtom(text: readonly string[], at: number): Read | Mistake {
  const single = (atom: Atom, end: number): Read => ({ sequences: [[atom]], end });
  const literal = (written: string, end: number): Read => ({
    sequences: [Array.from(foldCase(written))],
    end,
  });
  const character = text[at] ?? '';
  if (EXTENDED.includes(character) && text[at + 1] === '(') {
    return {
      mistake: `has "${character}(", which begins an extended pattern: these are not read; write {a,b} or several patterns, or \\( for the character`,
    };
  }
  const next = text[at + 1];
  switch (character) {
    case '*':
      return single(STAR, at + 1);
    case '?':
      return single(() => true, at + 1);
    case '\\':
      return next === undefined
        ? { mistake: 'ends with a backslash: write what it is to stand before' }
        : literal(next, at + 2);
    case '[':
      return readSet(text, at);
    default:
      return literal(character, at + 1);
  }
}

/** Reads `[abc]`, `[a-z]` and `[!abc]`; a bracket that comes first is one of the characters. */
function readSet(text: readonly string[], start: number): Read | Mistake {
  const isNegated = text[start + 1] === '!' || text[start + 1] === '^';
  const first = start + (isNegated ? 2 : 1);
  const ranges: (readonly [from: string, to: string])[] = [];
  let at = first;
  while (at < text.length && (text[at] !== ']' || at === first)) {
    if (text[at] === '[' && text[at + 1] === ':') {
      return { mistake: 'has a class by name, which is not read: write its characters, as in [a-z]' };
    }
    const [from, afterFrom] = readMember(text, at);
    const isRange = text[afterFrom] === '-' && text[afterFrom + 1] !== ']' && afterFrom + 1 < text.length;
    const [to, afterTo] = isRange ? readMember(text, afterFrom + 1) : [from, afterFrom];
    if (codeOf(from) > codeOf(to)) return { mistake: 'has a range that runs backwards' };
    ranges.push([from, to]);
    at = afterTo;
  }
  if (text[at] !== ']') {
    return { mistake: 'has a "[" that is not closed: close it, or write \\[ for the character' };
  }
  const isIn = (character: string) => ranges.some((range) => isWithin(character, range));
  return { sequences: [[remembering((character) => isIn(character) !== isNegated)]], end: at + 1 };
}

/** What it answers for ASCII, of which nearly all addresses are, is found once. */
function remembering(test: (character: string) => boolean): (character: string) => boolean {
  const answers: (boolean | undefined)[] = [];
  return (character) => {
    const code = codeOf(character);
    return code < 128 ? (answers[code] ??= test(character)) : test(character);
  };
}

function readMember(text: readonly string[], at: number): [member: string, end: number] {
  return text[at] === '\\' ? [text[at + 1] ?? '', at + 2] : [text[at] ?? '', at + 1];
}

/** Whether a character of the one case, or one that it stands for, is in a range as it is written. */
function isWithin(character: string, [from, to]: readonly [from: string, to: string]): boolean {
  const written = [character, character.toUpperCase(), ...(character === 'σ' ? ['ς'] : [])];
  return (
    foldCase(from) === character ||
    foldCase(to) === character ||
    written.some(
      (each) =>
        each.length === character.length && codeOf(from) <= codeOf(each) && codeOf(each) <= codeOf(to),
    )
  );
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
