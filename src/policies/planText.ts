/**
 * Where the values of a JSON text stand, without reading them: most of a plan is not about what this program needs,
 * and reading 50 MB of it at once takes more memory than a runner should give.
 */

/** A value in a text, by the offsets of its start and its end. */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** How many lists and mappings are open at its deepest place. */
  readonly depth: number;
}

const BACKSLASH = 0x5c;

/** A member of the mapping that a text is. */
export interface Member extends Span {
  /** The items of a list that was asked for. */
  readonly items: readonly Span[] | undefined;
}

/** More items than any plan has. */
const MAX_ITEMS = 1_000_000;

/**
 * The members of the mapping that the whole text is, the last of equal keys, and the items of one that is a list;
 * undefined when the text is no mapping.
 */
export function findMembers(text: string, list: string): ReadonlyMap<string, Member> | undefined {
  const members = new Map<string, Member>();
  const findValue = createFindValue(text);
  const end = findParts(text, skipBlanks(text, 0), '{}', (at) => {
    const key = findValue(at);
    const name = key && parseSpan(text, key);
    const colon = skipBlanks(text, key?.end ?? at);
    if (typeof name !== 'string' || text[colon] !== ':') return undefined;
    const start = skipBlanks(text, colon + 1);
    const member = name === list && text[start] === '[' ? findList(text, start, findValue) : findValue(start);
    if (member) members.set(name, { items: undefined, ...member });
    return member?.end;
  });
  return end !== undefined && skipBlanks(text, end) === text.length ? members : undefined;
}

function findList(text: string, start: number, findValue: FindValue): Member | undefined {
  const items: Span[] = [];
  const end = findParts(text, start, '[]', (at) => {
    const item = findValue(at);
    return item && items.push(item) <= MAX_ITEMS ? item.end : undefined;
  });
  if (end === undefined) return undefined;
  return { start, end, depth: items.reduce((most, { depth }) => Math.max(most, depth), 0) + 1, items };
}

/**
 * Reads what stands between commas, from the opening bracket to behind the closing one.
 *
 * @param read tells where the part ends that starts at an offset; undefined when it is broken, as then is the whole
 */
function findParts(
  text: string,
  start: number,
  brackets: '{}' | '[]',
  read: (at: number) => number | undefined,
): number | undefined {
  const [open, close] = brackets;
  if (text[start] !== open) return undefined;
  let at = skipBlanks(text, start + 1);
  if (text[at] === close) return at + 1;
  for (;;) {
    const end = read(at);
    if (end === undefined) return undefined;
    at = skipBlanks(text, end);
    if (text[at] === close) return at + 1;
    if (text[at] !== ',') return undefined;
    at = skipBlanks(text, at + 1);
  }
}

/** The value of a part of a text; undefined when it is no JSON. */
export function parseSpan(text: string, { start, end }: Span): unknown {
  try {
    return JSON.parse(text.slice(start, end));
  } catch {
    return undefined;
  }
}

/** The value that starts here; undefined if there is none, or if it does not end. */
type FindValue = (start: number) => Span | undefined;

const MARKS = ['"', '{', '}', '[', ']'] as const;

const SCALAR = /[^\s,:"[\]{}]+/y;

/**
 * Finds values one after the other. Only quotes and brackets are looked at, and for the next of each the text is
 * searched once: that is several times as fast as to look at each character.
 */
function createFindValue(text: string): FindValue {
  const nearest = MARKS.map(() => -1);
  const findMark = (from: number): number => {
    let first = text.length;
    for (let mark = 0; mark < MARKS.length; mark += 1) {
      let at = nearest[mark] ?? 0;
      if (at < from) {
        at = text.indexOf(MARKS[mark] ?? '', from);
        if (at < 0) at = text.length;
        nearest[mark] = at;
      }
      if (at < first) first = at;
    }
    return first;
  };
  return (start) => {
    if (!['"', '{', '['].includes(text[start] ?? '')) return findScalar(text, start);
    let open = 0;
    let depth = 0;
    for (let at = findMark(start); at < text.length; at = findMark(at + 1)) {
      const mark = text[at];
      if (mark === '"') at = endOfString(text, at);
      else if (mark === '{' || mark === '[') {
        open += 1;
        if (open > depth) depth = open;
      } else open -= 1;
      if (open === 0) return at < text.length ? { start, end: at + 1, depth } : undefined;
    }
    return undefined;
  };
}

function findScalar(text: string, start: number): Span | undefined {
  SCALAR.lastIndex = start;
  return SCALAR.test(text) ? { start, end: SCALAR.lastIndex, depth: 0 } : undefined;
}

/** Where the quote stands that ends a string; the length of the text when none does. */
function endOfString(text: string, start: number): number {
  let at = start;
  do {
    at = text.indexOf('"', at + 1);
    if (at < 0) return text.length;
  } while (isEscaped(text, at));
  return at;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

const BLANKS = /[ \t\n\r]*/y;

function skipBlanks(text: string, start: number): number {
  BLANKS.lastIndex = start;
  BLANKS.test(text);
  return BLANKS.lastIndex;
}
