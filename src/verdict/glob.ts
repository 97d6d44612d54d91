import { foldCase } from './user.ts';

/** A pattern for addresses, or why it is none: a predicate, as in "the pattern has …". */
export type ParsedGlob =
  /** `address` in the one case of `foldCase`. */
  | { readonly kind: 'glob'; readonly matches: (address: string) => boolean }
  | { readonly kind: 'problem'; readonly message: string };

/** What one pattern with braces stands for at most; each is tried with each address. */
export const MAX_ALTERNATIVES = 100;

/** One character (code point) of an address: this one, or whether it may stand there. */
type Unit = string | ((character: string) => boolean);

/** Units without a star between them. */
type Piece = readonly Unit[];

/** What stands between stars. */
type Alternative = readonly Piece[];

const STAR = Symbol('*');

type Atom = Unit | typeof STAR;

/** Characters of two units each. */
const HAS_PAIRS = /[\ud800-\udfff]/;

/** What makes parentheses a pattern in some shells; to take it literally would match nobody. */
const EXTENDED = '!@+?*';

/** A text by its characters: itself, where each has one unit. */
type Characters = ArrayLike<string>;

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
  const tests = read.sequences.map((atoms) => createTest(piecesOf(atoms)));
  return {
    kind: 'glob',
    matches(address) {
      const characters = HAS_PAIRS.test(address) ? Array.from(address) : address;
      return tests.some((test) => test(characters));
    },
  };
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
  return { sequences: [[(character) => isIn(character) !== isNegated]], end: at + 1 };
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

function piecesOf(atoms: readonly Atom[]): Alternative {
  const pieces: Unit[][] = [[]];
  for (const atom of atoms) {
    if (atom === STAR) pieces.push([]);
    else pieces.at(-1)?.push(atom);
  }
  return pieces;
}

/** Each piece where it first fits after the one before; the last at the end. No other choice could fit better. */
function createTest(pieces: Alternative): (address: Characters) => boolean {
  const [first = [], ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return (address) => address.length === first.length && fits(first, address, 0);
  return (address) => {
    const end = address.length - last.length;
    if (first.length > end || !fits(first, address, 0) || !fits(last, address, end)) return false;
    let at = first.length;
    for (const piece of others) {
      while (at + piece.length <= end && !fits(piece, address, at)) at += 1;
      at += piece.length;
      if (at > end) return false;
    }
    return true;
  };
}

function fits(piece: Piece, address: Characters, at: number): boolean {
  return piece.every((unit, index) => {
    const character = address[at + index] ?? '';
    return typeof unit === 'string' ? unit === character : unit(character);
  });
}
