/**
 * Anything that looks like an e-mail address, also one in the query of a link; `*@example.com` is none. A match
 * starts where a word starts, so that a long text without an address takes no more than linear time.
 */
const ADDRESS =
  /(?<![^\s@<>"'`(),;:[\]{}|*?]'?)[^\s@<>"'`(),;:[\]{}|*?]+(?:'[^\s@<>"'`(),;:[\]{}|*?]+)*(?:@|%40)[^\s@<>"'`(),;:[\]{}|]+/g;

/** Marks that take no room: they reorder, join or hide what is on a screen. */
const MARKS = /\p{Cf}+/gu;

/** Control characters, line separators, and what stands for no character. */
const CONTROLS = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu;

/** `text` on one line and without anything invisible, so that a terminal shows it and does nothing else. */
export function oneLine(text: string): string {
  return text.replace(MARKS, '').replace(CONTROLS, ' ');
}

/**
 * Text that somebody else wrote (an API message, a name, a key of the config) made fit for a message of ours:
 * one line, nothing invisible, no e-mail address, at most `maxLength` characters.
 * Each medium still escapes what is special to it.
 */
export function plain(text: string, maxLength = 200): string {
  const line = oneLine(text).replace(ADDRESS, '[address]').trim();
  const characters = Array.from(line);
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : line;
}

/** `plain` text between double quotes. */
export function quote(text: string): string {
  return `"${plain(text)}"`;
}
