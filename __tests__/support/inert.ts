import { commandsIn } from './runner.ts';

/** What moves a cursor, or orders, hides or joins what is seen; line feeds are for whoever writes lines. */
const UNSEEN =
  /(?!\n|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;

/** More accents on one letter than a line has room for. */
const STACK = /\p{M}{9}/u;

/** `text` as a reader of a line sees it, by other means than those of the project. */
export function seenOf(text: string): string {
  const seen = Array.from(text).filter(
    (character) => character === '\ufe0f' || !/[\p{Cf}\p{DI}]/u.test(character),
  );
  const shown = seen.map((character) =>
    /[\s\p{Cc}\p{Cs}\p{Co}\p{NChar}]/u.test(character) ? ' ' : character,
  );
  let marks = 0;
  return shown
    .filter((character) => {
      marks = /\p{M}/u.test(character) ? marks + 1 : 0;
      return marks <= 8;
    })
    .join('')
    .replace(/ +/g, ' ')
    .trim();
}

/** Throws when a text that is shown as it is has something in it that does anything, or is not seen. */
export function denyEffects(name: string, text: string): void {
  deny(name, text, STACK);
  denyUnseen(name, text);
}

/** The same where a text is data, which accents may be. */
export function denyUnseen(name: string, text: string): void {
  deny(name, text, UNSEEN);
}

function deny(name: string, text: string, what: RegExp): void {
  const unseen = what.exec(text);
  if (unseen !== null) {
    throw new Error(
      `${name} has ${JSON.stringify(unseen[0])} in ${JSON.stringify(around(text, unseen.index))}`,
    );
  }
}

/** Throws when a log has a command in it, or something else than lines of text. */
export function denyCommands(name: string, log: string): void {
  const [command] = commandsIn(log);
  if (command !== undefined) throw new Error(`${name} has the command ${JSON.stringify(command)}`);
  denyEffects(name, log);
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 60), index + 60);
}
