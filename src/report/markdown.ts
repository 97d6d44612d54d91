import { oneLine } from '../untrusted.ts';
import { type Style } from './style.ts';

/** Characters with a meaning in GitHub's Markdown, its tables, its HTML, its mathematics or its links. */
const SPECIAL = /[\\`*_{}[\]<>#+!|~@&"=$^]|:(?! |$)/g;

/** What makes a list or a line of the text that begins with it. */
const BULLET = /^(\d*)([-.)])(?=[-\s]|$)/;

/**
 * After these the text is cut in two, because GitHub looks for them once more in what it shows: mentions, issues,
 * formulas, emoji by name (which may end in what follows the text), addresses of the web, advisories.
 */
const CUT_AFTER = /[@#$]|:(?=\/\/|[\w+-])|www(?=\.)|\b(?:gh|cve)-(?=\d)|\bghsa-(?=\w)/gi;

/** What may be the id of a commit, but for pseudonyms, and as much of it as may not. */
const COMMIT_ID = /(?<!\w|\bp-)[0-9a-f]{7,40}(?!\w)/gi;
const NO_COMMIT_ID = /.{6}(?=.)/g;

/** Stands for a text without anything to see. */
const NOTHING = '(empty)';

/** A place to cut; no text on one line has this character. */
const CUT = '\0';

/**
 * Text as inert Markdown, on one line. A character reference never acts as Markdown
 * (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references), but it is plain text again when
 * GitHub looks for something to link, so that is cut in two by an empty comment. Marks around nothing would be text
 * themselves, so there is always something.
 */
export function escapeMarkdown(text: string): string {
  const line = oneLine(text).replace(/\s+/g, ' ').trim();
  return (line === '' ? NOTHING : line)
    .replace(CUT_AFTER, `$&${CUT}`)
    .replace(COMMIT_ID, (id) => id.replace(NO_COMMIT_ID, `$&${CUT}`))
    .replace(SPECIAL, reference)
    .replace(BULLET, (_, digits: string, mark: string) => digits + reference(mark))
    .replaceAll(CUT, '<!-- -->');
}

/** A character as one that has no meaning in Markdown. */
function reference(character: string): string {
  return `&#${String(character.charCodeAt(0))};`;
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
  const [header = '', ...body] = rows.map(tableRow);
  return [header, `|${alignments.join('|')}|`, ...body].join('\n');
}

/** One row of a table, a line. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** What is hidden until it is asked for; `summary` and `content` are Markdown already. */
export function details(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
