/** The first place where a text is no JSON. */
export interface JsonMistake {
  readonly message: string;
  /** In UTF-16 units from the start of the text. */
  readonly offset: number;
}

type Token = 'string' | 'scalar' | '[' | ']' | '{' | '}' | ':' | ',';

type State =
  'value' | 'firstItem' | 'nextItem' | 'afterItem' | 'firstKey' | 'nextKey' | 'colon' | 'afterMember' | 'end';

const VALUE = { string: 'done', scalar: 'done', '[': 'open', '{': 'open' } as const;

/** The grammar of RFC 8259: what a token leads to in each state; other tokens are mistakes. */
const GRAMMAR: Record<State, Partial<Record<Token, State | 'open' | 'close' | 'done'>>> = {
  value: VALUE,
  firstItem: { ...VALUE, ']': 'close' },
  nextItem: VALUE,
  afterItem: { ',': 'nextItem', ']': 'close' },
  firstKey: { string: 'colon', '}': 'close' },
  nextKey: { string: 'colon' },
  colon: { ':': 'value' },
  afterMember: { ',': 'nextKey', '}': 'close' },
  end: {},
};

const WANTED: Record<Exclude<State, 'end'>, string> = {
  value: 'a value',
  firstItem: 'a value or "]"',
  nextItem: 'a value',
  afterItem: '"," or "]"',
  firstKey: 'a key between double quotes or "}"',
  nextKey: 'a key between double quotes',
  colon: '":"',
  afterMember: '"," or "}"',
};

/** What PowerShell and some editors put before a text. */
const BYTE_ORDER_MARK = '\uFEFF';

const BLANKS = /[ \t\n\r]*/y;
// Any character from the space on, but for the quote and the backslash.
const STRING = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const PUNCTUATION = /[[\]{}:,]/y;

/**
 * Finds the first mistake of a text that `JSON.parse` refuses: its messages differ between releases of Node, and
 * few of them tell the position.
 */
export function findJsonMistake(text: string): JsonMistake | undefined {
  const open: Token[] = [];
  let state: State = 'value';
  let offset = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
  for (;;) {
    offset += match(BLANKS, text, offset).length;
    if (offset === text.length) {
      return state === 'end' ? undefined : { message: 'The JSON ends too early.', offset };
    }
    const { token, length } = readToken(text, offset);
    const next: State | 'open' | 'close' | 'done' | undefined = token && GRAMMAR[state][token];
    if (token === undefined || next === undefined) return { message: explain(state, token), offset };
    if (next === 'open') {
      open.push(token);
      state = token === '[' ? 'firstItem' : 'firstKey';
    } else if (next === 'close' || next === 'done') {
      if (next === 'close') open.pop();
      state = stateAfterValue(open.at(-1));
    } else {
      state = next;
    }
    offset += length;
  }
}

function stateAfterValue(inside: Token | undefined): State {
  if (inside === undefined) return 'end';
  return inside === '[' ? 'afterItem' : 'afterMember';
}

function readToken(text: string, offset: number): { token: Token | undefined; length: number } {
  const mark = match(PUNCTUATION, text, offset);
  if (mark !== '') return { token: mark as Token, length: 1 };
  const string = match(STRING, text, offset);
  if (string !== '') return { token: 'string', length: string.length };
  const scalar = match(SCALAR, text, offset);
  return { token: scalar === '' ? undefined : 'scalar', length: scalar.length };
}

function match(pattern: RegExp, text: string, offset: number): string {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? '';
}

function explain(state: State, token: Token | undefined): string {
  const trailing = (state === 'nextItem' && token === ']') || (state === 'nextKey' && token === '}');
  if (trailing) return 'JSON has no comma after the last item: remove it.';
  return state === 'end'
    ? 'The JSON ends before this: remove what follows.'
    : `This is not JSON: ${WANTED[state]} should stand here.`;
}
