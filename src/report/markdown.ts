import { oneLine } from '../untrusted.ts';
import { type Style } from './style.ts';

/** Characters with a meaning in GitHub's Markdown, its tables, its HTML, its mathematics or its links. */
const SPECIAL = /[\\`*_{}[\]<>#+!|~@&"=$^]|:(?! |$)/g;

/** What makes a list or a line of the text that begins with it. */
const BULLET = /^(\d*)([-.)])(?=[-\s]|$)/;

/**
 * Text as inert Markdown, on one line. A character reference never acts as Markdown
 * (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references), but it is plain text again when
 * GitHub looks for mentions, issues and addresses to link, so those are cut in two by an empty comment.
 */
export function escapeMarkdown(text: string): string {
  return oneLine(text)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(SPECIAL, (character) => {
      const reference = `&#${String(character.charCodeAt(0))};`;
      return character === '@' || character === '#' ? `${reference}<!-- -->` : reference;
    })
    .replace(BULLET, (_, digits: string, mark: string) => `${digits}&#${String(mark.charCodeAt(0))};`)
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}&#46;`)
    .replace(/\bgh-(?=\d)/gi, '$&<!-- -->');
}

/** Text as code. A code span is literal, but for the characters that end it or a table's cell. */
export function code(text: string): string {
  return /^[\w./*@%-][\w ./:*@%-]*$/.test(text) && !text.endsWith(' ')
    ? `\`${text}\``
    : `<code>${escapeMarkdown(text)}</code>`;
}

export const MARKDOWN: Style = { text: escapeMarkdown, name: (text) => `*${escapeMarkdown(text)}*`, code };

/** A table's rows, the header's first; cells are Markdown already. Alignments as in the delimiter row. */
export function table(alignments: readonly string[], rows: readonly (readonly string[])[]): string {
  const [header = [], ...body] = rows.map((cells) => `| ${cells.join(' | ')} |`);
  return [header, `|${alignments.join('|')}|`, ...body].join('\n');
}

/** What is hidden until it is asked for; `summary` and `content` are Markdown already. */
export function details(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
