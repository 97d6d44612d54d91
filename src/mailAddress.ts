const MASK = '[address]';

/** An at sign, as it is or in one of the forms in which links, HTML, JSON and mail write it. */
const AT_SIGN =
  /[@＠﹫]|%(?:25)*40|=40(?=\p{L})|&(?:amp;|#0*38;|#x0*26;)*(?:commat;?|#0*64(?!\d);?|#x0*40(?![\da-f]);?)|\\(?:u0040|x40|u\{0*40\}|U00000040)/giu;

/** What is masked already; nothing before it belongs to what comes behind it. */
const PLACES = new RegExp(`(?<mask>\\[address\\])|${AT_SIGN.source}`, AT_SIGN.flags);

/** No word goes over these, unless a pair of brackets or quotes stands next to an at sign. */
const ENDS_LOCAL_PART = /[\s"<>]/;
const ENDS_DOMAIN = /[\s"'`<>()[\]{}|,;:]/;

/** What stands around words, and of what a glob consists that tells no more than a domain: `*@example.com`. */
const TELLS_NOBODY = /[*?.+_!()[\]{}|,;:"'`<>/\\-]/;

const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<', '"': '"' };
const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '"': '"' };

/** The longest domain in an address. */
const MAX_DOMAIN = 255;

/**
 * `text` with a mask in place of every e-mail address, and of whatever else has an at sign with something before it:
 * a version that is masked (`actions/checkout@v6`) is a lesser evil than an address that is not. What tells a domain
 * only stays. Every character is looked at a few times at most, however many at signs there are.
 */
export function maskAddresses(text: string): string {
  const parts: string[] = [];
  let floor = 0;
  let copied = 0;
  for (const place of text.matchAll(PLACES)) {
    if (place.index < floor) continue;
    const end = place.index + place[0].length;
    const isSpaced = /\s/.test(text.charAt(place.index - 1)) && /\s/.test(text.charAt(end));
    const start =
      place.groups?.['mask'] === undefined ? startOf(text.slice(floor, place.index), isSpaced) : undefined;
    if (start === undefined) {
      floor = end;
      continue;
    }
    parts.push(text.slice(copied, floor + start), MASK);
    floor = endOf(text, end, isSpaced);
    copied = floor;
  }
  return parts.join('') + text.slice(copied);
}

/** Where in `before`, which ends at an at sign, the local part starts; undefined if there is none. */
function startOf(before: string, isSpaced: boolean): number | undefined {
  const said = isSpaced ? before.trimEnd() : before;
  const enclosed = enclosedAtEnd(said);
  let start = enclosed;
  while (start > 0 && !ENDS_LOCAL_PART.test(said.charAt(start - 1))) start -= 1;
  while (start < said.length && (TELLS_NOBODY.test(said.charAt(start)) || said.charAt(start) === ' '))
    start += 1;
  // A sign with blanks on both sides is one of prose, if there is no word before it.
  if (isSpaced && !/[\p{L}\p{N}]/u.test(said.slice(start))) return undefined;
  return start === said.length ? undefined : Math.min(start, enclosed);
}

/** Where the brackets or quotes open that close at the end of a text; its length if none do. */
function enclosedAtEnd(text: string): number {
  const opening = OPENING[text.charAt(text.length - 1)];
  if (opening === undefined) return text.length;
  let start = text.slice(0, -1).lastIndexOf(opening);
  while (start > 0 && isEscapedWithin(text, start)) start = text.slice(0, start).lastIndexOf(opening);
  if (start === -1) return text.length;
  return opening !== '"' || opensQuotation(text.charAt(start - 1), text.slice(start + 1, -1))
    ? start
    : text.length;
}

/** Whether there is a backslash before a double quote, and none before the one at the end of the text. */
function isEscapedWithin(text: string, index: number): boolean {
  return (
    text.charAt(index) === '"' && text.charAt(index - 1) === '\\' && text.charAt(text.length - 2) !== '\\'
  );
}

/** Whether a double quote opens what is quoted, and does not close what was quoted before. */
function opensQuotation(before: string, quoted: string): boolean {
  return /^[\s.,;:=([{<\\]?$/.test(before) || /^[\p{L}\p{N}.+_-]+$/u.test(quoted);
}

/** Where the domain ends that starts at `from`. */
function endOf(text: string, from: number, isSpaced: boolean): number {
  let end = from;
  while (isSpaced && /\s/.test(text.charAt(end))) end += 1;
  const closing = CLOSING[text.charAt(end)];
  if (closing !== undefined) {
    const length = text.slice(end + 1, end + MAX_DOMAIN).indexOf(closing);
    end += length === -1 ? 0 : length + 2;
  }
  while (end < text.length && !ENDS_DOMAIN.test(text.charAt(end))) end += 1;
  return end;
}
