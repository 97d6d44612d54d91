/**
 * Where the values of a JSON text stand, without reading them: most of a plan is not about what this program needs,
 * and reading 50 MB of it at once takes more memory than a runner should give.
 */

/** A value in a text, by the offsets of its start and its end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN = [0x5b, 0x7b] as const;
const CLOSE = [0x5d, 0x7d] as const;
const [OPEN_LIST, OPEN_MAPPING] = OPEN;
const [CLOSE_LIST, CLOSE_MAPPING] = CLOSE;

/** The members of the mapping that the whole text is, the last of equal keys; undefined when it is none. */
export function findMembers(text: string): ReadonlyMap<string, Span> | undefined {
  const members = new Map<string, Span>();
  let at = skipBlanks(text, 0);
  if (text.charCodeAt(at) !== OPEN_MAPPING) return undefined;
  at = skipBlanks(text, at + 1);
  while (text.charCodeAt(at) === QUOTE) {
    const key = { start: at, end: endOfString(text, at) };
    const colon = skipBlanks(text, key.end);
    if (text.charCodeAt(colon) !== COLON) return undefined;
    const start = skipBlanks(text, colon + 1);
    const end = endOfValue(text, start);
    const name = parseSpan(text, key);
    if (end === start || typeof name !== 'string') return undefined;
    members.set(name, { start, end });
    at = skipBlanks(text, end);
    if (text.charCodeAt(at) === CLOSE_MAPPING) break;
    if (text.charCodeAt(at) !== COMMA) return undefined;
    at = skipBlanks(text, at + 1);
  }
  const isWhole = text.charCodeAt(at) === CLOSE_MAPPING && skipBlanks(text, at + 1) === text.length;
  return isWhole ? members : undefined;
}

/** The items of a list, one after the other; undefined, and then no more, where it is none or is broken. */
export function* findItems(text: string, { start }: Span): Generator<Span | undefined, void> {
  if (text.charCodeAt(start) !== OPEN_LIST) {
    yield undefined;
    return;
  }
  let at = skipBlanks(text, start + 1);
  if (text.charCodeAt(at) === CLOSE_LIST) return;
  for (;;) {
    const end = endOfValue(text, at);
    if (end === at) break;
    yield { start: at, end };
    at = skipBlanks(text, end);
    if (text.charCodeAt(at) === CLOSE_LIST) return;
    if (text.charCodeAt(at) !== COMMA) break;
    at = skipBlanks(text, at + 1);
  }
  yield undefined;
}

/** The value of a part of a text; undefined when it is no JSON. */
export function parseSpan(text: string, { start, end }: Span): unknown {
  try {
    return JSON.parse(text.slice(start, end));
  } catch {
    return undefined;
  }
}

/** Behind the value that starts here; where it starts if there is none, or if it does not end. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at) - 1;
        if (depth === 0) return at + 1;
        break;
      case OPEN_LIST:
      case OPEN_MAPPING:
        depth += 1;
        break;
      case CLOSE_LIST:
      case CLOSE_MAPPING:
        if (depth === 0) return at;
        depth -= 1;
        if (depth === 0) return at + 1;
        break;
      case COMMA:
        if (depth === 0) return at;
        break;
    }
  }
  return start;
}

/** Behind the quote that ends the string, or behind the text. */
function endOfString(text: string, start: number): number {
  let at = start;
  do {
    at = text.indexOf('"', at + 1);
    if (at < 0) return text.length + 1;
  } while (isEscaped(text, at));
  return at + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
