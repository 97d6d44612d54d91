/** What is shorter is no secret of Cloudflare's, whose shortest have 37 characters, and may stand in an answer by chance. */
const SHORT = 8;

/** Of what is longer, this much is looked for, and all that follows it is concealed: patterns have a greatest size. */
const LONG = 300;

/** What `createConcealment` takes out of a text, and what it puts there. */
export interface Concealed {
  /** Characters of the shortest secret that is looked for. */
  readonly shortest: number;
  readonly shown: string;
}

const CREDENTIALS: Concealed = { shortest: SHORT, shown: '[secret]' };

/**
 * What takes the given secrets out of texts of somebody who may repeat them: in any case of letters, as they are or
 * as JSON, an address or HTML escapes them, in hexadecimal digits, and in base64, alone or within a longer text; also
 * with characters in between that are not seen, or are dropped when a text is shown. What nobody does by mistake, such
 * as one letter at a time, is not looked for: whoever answers has the secret anyway.
 */
export function createConcealment(
  secrets: readonly string[],
  { shortest, shown }: Concealed = CREDENTIALS,
): (text: string) => string {
  const wanted = secrets.filter(({ length }) => length >= shortest);
  // Made when there is a text: a plan may have many sensitive values, and Cloudflare says nothing most of the time.
  let patterns: readonly RegExp[] | undefined;
  return (text) => {
    if (text === '') return text;
    patterns ??= wanted.map((secret) => new RegExp(formsOf(secret).map(patternOf).join('|'), 'gi'));
    return patterns.reduce((rest, pattern) => rest.replace(pattern, shown), text);
  };
}

/** A short one in digits or base64 is like any few letters. */
function formsOf(secret: string): string[] {
  return secret.length < SHORT
    ? [secret]
    : [secret, Buffer.from(secret).toString('hex'), ...inBase64(secret)];
}

/**
 * An error as a cause that may be shown to anybody: its words, and nothing else that libraries attach to theirs, such as
 * the bytes that were received.
 */
export function plainCause(error: unknown, conceal: (text: string) => string): Error | undefined {
  // Not by instanceof: an error may come from another realm.
  const { name, code, message } = (error ?? {}) as Record<'name' | 'code' | 'message', unknown>;
  if (typeof message !== 'string') return undefined;
  const cause = new Error(conceal(message));
  if (typeof name === 'string') cause.name = name;
  return typeof code === 'string' ? Object.assign(cause, { code }) : cause;
}

/** What is the same of its base64, whatever stands before and after it: 3 bytes become 4 characters. */
function inBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    const isWhole = (before + bytes.length) % 3 === 0;
    return text.slice([0, 2, 3][before], isWhole ? undefined : -1);
  });
}

/** Characters that no gap stands beside: they are of its own kind, or may begin one. */
const NO_GAP_BESIDE = /[^!-~]|\\/;

/** What is no part of a secret may stand in it: anything but visible ASCII, as it is or as JSON escapes it, a few times. */
const GAP = String.raw`(?:[^ -~]|\\[bfnrt]|\\u(?:007f|(?!00[2-7])[\da-f]{4})){0,20}`;

/** With spaces, which part words: only in what is long enough to be none. */
const WIDE_GAP = GAP.replace(' -~', '!-~').replace('007f', '0020|007f');

/**
 * No gap can be read as a character that it stands beside, nor the other way about, so that there is one way only to
 * read a text; and none is endless, so that it takes linear time wherever secrets seem to begin.
 */
function patternOf(text: string): string {
  const gap = text.length < SHORT ? GAP : WIDE_GAP;
  const characters = Array.from(text);
  const units = characters.slice(0, LONG).map((character, index) => {
    const before = characters[index - 1] ?? '\\';
    return (NO_GAP_BESIDE.test(before + character) ? '' : gap) + unitOf(character);
  });
  return units.join('') + (characters.length > LONG ? '[^]*' : '');
}

/** The ways to write a character: each of its 16 bits by the escapes of JSON, each of its bytes by those of addresses. */
function unitOf(character: string): string {
  const escaped = Array.from({ length: character.length }, (_, index) =>
    character.charCodeAt(index).toString(16).padStart(4, '0'),
  );
  const bytes = Buffer.from(character).toString('hex');
  const point = character.codePointAt(0) ?? 0;
  const forms = [
    escaped.map((hex) => `\\u${hex}`).join(''),
    escaped.map((hex) => `\\\\u${hex}`).join(''),
    bytes.replace(/../g, '%$&'),
    `&#(?:0*${String(point)}|x0*${point.toString(16)});`,
  ];
  // JSON may or must put a backslash before these; and the older alphabet of base64 has two other characters.
  if (character === '/' || character === '\\' || character === '"')
    forms.unshift(`\\\\\\u${escaped.join('')}`);
  if (character === '-') forms.push('\\+', '%2b');
  if (character === '_') forms.push('\\\\?/', '%2f');
  return `(?:${forms.join('|')})`;
}
