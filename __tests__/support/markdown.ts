import { expect } from '@jest/globals';

/** The rows of the first table of `markdown` whose header begins with `first`, cells without the padding. */
export function tableOf(markdown: string, first: string): string[][] {
  const lines = markdown.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${first} `));
  if (start < 0) throw new Error(`There is no table of each ${first}.`);
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What GitHub makes links, pictures or formulas of, in the text that is left when the Markdown is gone. */
const REFERENCES: Readonly<Record<string, RegExp>> = {
  'a mention': /@[\w-]/,
  'an issue': /#\d|\bgh-\d/i,
  'an advisory': /\bghsa-\w|\bcve-\d/i,
  'a commit': /(?<!\w|\bp-)[0-9a-f]{7,40}(?!\w)/i,
  'an emoji': /:[\w+-]+:/,
  'a formula': /\$./,
  'an address of the web': /:\/\/|www\./i,
};

/** Fails when one of the texts, each of them between two tags or comments, would become something else. */
export function expectNoReferences(texts: readonly string[]): void {
  const found = texts.flatMap((text) =>
    Object.entries(REFERENCES).flatMap(([what, pattern]) => (pattern.test(text) ? [`${what}: ${text}`] : [])),
  );
  expect(found).toEqual([]);
}
