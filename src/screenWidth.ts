/** Accents, which stand on what is before them, and what chooses how that is drawn. */
const MARK = /^[\p{M}\u{fe0f}]$/u;

/** Signs among narrow ones that most terminals draw as pictures. */
const PICTURE = /^\p{Emoji_Presentation}$/u;

/**
 * The columns that a text without control characters takes on a screen, or more: what is wide in some language counts
 * as two, as of https://www.unicode.org/reports/tr11/, where a table would tell which of it is not.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfOne(character);
  return width;
}

/** As much of the beginning of a text as fits, with `…` where something is left out. */
export function cutToWidth(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 1;
  for (const character of text) {
    width += widthOfOne(character);
    if (width > columns) break;
    kept += character;
  }
  return columns < 1 ? '' : `${kept}…`;
}

function widthOfOne(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (MARK.test(character)) return character === '\ufe0f' ? 1 : 0;
  const isNarrow = code < 0x1100 || (code >= 0x1e00 && code < 0x2e80);
  return isNarrow && !PICTURE.test(character) ? 1 : 2;
}
