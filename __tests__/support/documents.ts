import { readFileSync } from 'node:fs';
import { ROOT } from './built.ts';

/** A fenced code block of a document. */
export interface Block {
  readonly document: string;
  /** Where the block begins, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** The fenced code blocks of a document of the project, without the indentation of the list they stand in. */
export function blocksOf(document: string): Block[] {
  const markdown = readFileSync(`${ROOT}${document}`, 'utf8');
  return [...markdown.matchAll(/^( *)```(\w+)\n([^]*?)^\1```$/gm)].map(
    ({ index, 1: indent = '', 2: language = '', 3: text = '' }) => ({
      document,
      line: markdown.slice(0, index).split('\n').length,
      language,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}
