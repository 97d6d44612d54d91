/** One character (code point) of an address: this one, or whether it may stand there. */
type Unit = string | ((character: string) => boolean);

export const STAR = Symbol('*');

export type Atom = Unit | typeof STAR;

/** A text by its characters: itself, where each has one unit. */
export type Characters = string | readonly string[];

/** One way in which an address may match. */
export interface Test {
  /** What the address starts and ends with, without anything that may vary. */
  readonly head: string;
  readonly tail: string;
  /** The longest text that the address has between them. */
  readonly inside: string;
  /** In time in proportion to the lengths of both. */
  matches(address: Characters): boolean;
}

/** What stands between stars: its text where nothing in it varies. */
interface Piece {
  readonly units: readonly Unit[];
  readonly text: string | undefined;
}

/** Characters of two units each. */
const HAS_PAIRS = /[\ud800-\udfff]/;

/** @param address in the one case of `foldCase` */
export function charactersOf(address: string): Characters {
  return HAS_PAIRS.test(address) ? Array.from(address) : address;
}

/** Each piece where it first fits after the one before; the last at the end. No other choice could fit better. */
export function createTest(atoms: readonly Atom[]): Test {
  const [first = pieceOf([]), ...others] = piecesOf(atoms);
  const last = others.pop();
  const head = literalStart(first.units);
  if (last === undefined) {
    return {
      head,
      tail: literalEnd(first.units),
      inside: '',
      matches: (address) => address.length === first.units.length && fits(first, address, 0),
    };
  }
  return {
    head,
    tail: literalEnd(last.units),
    inside: longestOf(others.map(({ text = '' }) => text)),
    matches(address) {
      const end = address.length - last.units.length;
      if (first.units.length > end || !fits(first, address, 0) || !fits(last, address, end)) return false;
      let at = first.units.length;
      for (const piece of others) {
        at = find(piece, address, at, end);
        if (at === -1) return false;
        at += piece.units.length;
      }
      return true;
    },
  };
}

function piecesOf(atoms: readonly Atom[]): Piece[] {
  const pieces: Unit[][] = [[]];
  for (const atom of atoms) {
    if (atom === STAR) pieces.push([]);
    else pieces.at(-1)?.push(atom);
  }
  return pieces.map(pieceOf);
}

function pieceOf(units: readonly Unit[]): Piece {
  return { units, text: units.every((unit) => typeof unit === 'string') ? units.join('') : undefined };
}

function literalStart(units: readonly Unit[]): string {
  const end = units.findIndex((unit) => typeof unit !== 'string');
  return units.slice(0, end === -1 ? units.length : end).join('');
}

function literalEnd(units: readonly Unit[]): string {
  return units.slice(units.findLastIndex((unit) => typeof unit !== 'string') + 1).join('');
}

function longestOf(texts: readonly string[]): string {
  return texts.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
}

/** Where a piece first fits, from `start` on and before `end`; -1 where it does not. */
function find(piece: Piece, address: Characters, start: number, end: number): number {
  if (piece.text !== undefined && typeof address === 'string') {
    const at = address.indexOf(piece.text, start);
    return at + piece.units.length > end ? -1 : at;
  }
  for (let at = start; at + piece.units.length <= end; at += 1) if (fits(piece, address, at)) return at;
  return -1;
}

function fits({ units, text }: Piece, address: Characters, at: number): boolean {
  if (text !== undefined && typeof address === 'string') return address.startsWith(text, at);
  for (let index = 0; index < units.length; index += 1) {
    const unit = units[index];
    const character = address[at + index] ?? '';
    if (typeof unit === 'function' ? !unit(character) : unit !== character) return false;
  }
  return true;
}
