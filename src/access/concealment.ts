/** What is shorter is no secret of Cloudflare's, whose shortest have 37 characters, and may stand in an answer by chance. */
const SHORT = 8;

const SHOWN = '[secret]';

/**
 * What takes the given secrets out of texts of somebody who may repeat them: in any case of letters, as they are or
 * as JSON, an address or HTML escapes them, in hexadecimal digits, and in base64, alone or within a longer text. What
 * nobody does by mistake, such as one letter at a time, is not looked for: whoever answers has the secret anyway.
 */
export function createConcealment(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter(({ length }) => length >= SHORT)
    .flatMap((secret) => [secret, Buffer.from(secret).toString('hex'), ...inBase64(secret)]);
  if (forms.length === 0) return (text) => text;
  const pattern = new RegExp(forms.map(patternOf).join('|'), 'gi');
  return (text) => text.replace(pattern, SHOWN);
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

function patternOf(text: string): string {
  return Array.from(text, (character) => {
    const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
    const decimal = String(character.charCodeAt(0));
    const forms = [`\\x${hex}`, `\\\\u00${hex}`, `%${hex}`, `&#(?:0*${decimal}|x0*${hex});`];
    // JSON may or must put a backslash before these; and the older alphabet of base64 has two other characters.
    if (character === '/' || character === '\\') forms.unshift(`\\\\\\x${hex}`);
    if (character === '-') forms.push('\\+', '%2b');
    if (character === '_') forms.push('\\\\?/', '%2f');
    return `(?:${forms.join('|')})`;
  }).join('');
}
