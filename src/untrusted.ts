import { maskAddresses } from './mailAddress.ts';

/** What takes no room: it reorders, joins or hides what is on a screen. U+FE0F only makes a sign colourful, as in ⚠️. */
const MARKS = /(?:(?!\ufe0f)[\p{Cf}\p{Default_Ignorable_Code_Point}])+/gu;

/** Accents upon accents reach over the lines above and below; no script needs more than these on one letter. */
const STACK = /(\p{M}{8})\p{M}+/gu;

/** Control characters, line separators, and what stands for no character. */
const CONTROLS = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]+/gu;

/** What can only be seen. */
const PLAIN = /^[ -~]*$/;

/** `text` on one line and without anything invisible, so that a terminal shows it and does nothing else. */
export function oneLine(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(MARKS, '').replace(CONTROLS, ' ').replace(STACK, '$1');
}

/**
 * Text that somebody else wrote (an API message, a name, a key of the config) made fit for a message of ours:
 * one line, nothing invisible, no e-mail address, at most `maxLength` characters.
 * Each medium still escapes what is special to it.
 */
export function plain(text: string, maxLength = 200): string {
  return cut(maskAddresses(oneLine(text)).trim(), maxLength);
}

/** At most `maxLength` characters of a text; what is longer ends in `…`. */
export function cut(text: string, maxLength: number): string {
  const characters = Array.from(text);
  return characters.length > maxLength ? `${characters.slice(0, maxLength - 1).join('')}…` : text;
}

/** `plain` text between double quotes. */
export function quote(text: string): string {
  return `"${plain(text)}"`;
}

/** What acts in a text, or is not seen there; line feeds are those between the lines of JSON. */
const ACTIVE =
  /(?!\n|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** `value` as JSON over several lines: the same data, in which a terminal shows everything and does nothing else. */
export function renderData(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(ACTIVE, (character) =>
    Array.from({ length: character.length }, (_, index) => escapeUnit(character.charCodeAt(index))).join(''),
  );
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
