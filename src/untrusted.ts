/** Anything that looks like an e-mail address; `*@example.com` is none. */
const ADDRESS = /[^\s@<>"'`(),;:[\]{}|*?]+@[^\s@<>"'`(),;:[\]{}|]+/g;

/** Control characters, line separators, and the marks that reorder or hide text on a screen. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu;

/**
 * Text that somebody else wrote (an API message, a name, a key of the config) made fit for a message of ours:
 * one line, nothing invisible, no e-mail address, at most `maxLength` characters.
 * Each medium still escapes what is special to it.
 */
export function plain(text: string, maxLength = 200): string {
  const line = text.replace(INVISIBLE, ' ').replace(ADDRESS, '[address]').trim();
  const characters = Array.from(line);
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : line;
}

/** `plain` text between double quotes. */
export function quote(text: string): string {
  return `"${plain(text)}"`;
}
