const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** `[` and `{`, `]` and `}` differ in this bit only. */
const CURLY = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/**
 * Whether a JSON text has more than `maxDepth` lists and mappings in one another. In linear time, and before anything
 * is read that would call itself for what is inside; a text that is no JSON is as deep as its brackets say.
 */
export function isNestedDeeper(json: string, maxDepth: number): boolean {
  let depth = 0;
  // By number, and over strings at once: a thousand pages of users come here, and an expression would take twice as
  // long as it takes to read them.
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfString(json, at);
    else if ((code | CURLY) === OPENING) depth += 1;
    else if ((code | CURLY) === CLOSING) depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** The offset of the quote that ends a string; the length of the text when none does. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end === -1 ? json.length : end;
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(json: string, at: number): boolean {
  let first = at;
  while (json.charCodeAt(first - 1) === BACKSLASH) first -= 1;
  return (at - first) % 2 === 1;
}
