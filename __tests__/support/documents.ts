import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ROOT } from './built.ts';

/** A fenced code block of a document. */
export interface Block {
  readonly document: string;
  /** Where the block begins, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  /** The paragraph before the block. */
  readonly introduction: string;
}

/** Every document for people: those of the root, of docs/ and beside what they are about. */
export const DOCUMENTS: readonly string[] = ['', 'docs/', 'examples/', 'schema/'].flatMap((folder) =>
  existsSync(`${ROOT}${folder}`)
    ? readdirSync(`${ROOT}${folder}`, { recursive: folder !== '', encoding: 'utf8' })
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}${name}`)
        .sort()
    : [],
);

/** The fenced code blocks of a document of the project, without the indentation of the list they stand in. */
export function blocksOf(document: string): Block[] {
  const markdown = readFileSync(`${ROOT}${document}`, 'utf8');
  return [...markdown.matchAll(/^( *)```(\w+)\n([^]*?)^\1```$/gm)].map(
    ({ index, 1: indent = '', 2: language = '', 3: text = '' }) => ({
      document,
      line: markdown.slice(0, index).split('\n').length,
      language,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
      introduction:
        markdown
          .slice(0, index)
          .trimEnd()
          .split(/\n\s*\n/)
          .at(-1) ?? '',
    }),
  );
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf(document: string): string[] {
  const markdown = readFileSync(`${ROOT}${document}`, 'utf8').replaceAll(/^( *)```[^]*?^\1```$/gm, '');
  const slugs = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
  return slugs.map((slug, index) => {
    const before = slugs.slice(0, index).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${String(before)}`;
  });
}

/** The targets of a document's links and pictures, but for those in code. */
export function linksOf(document: string): string[] {
  const markdown = readFileSync(`${ROOT}${document}`, 'utf8')
    .replaceAll(/^( *)```[^]*?^\1```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...markdown.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)].map(
    ([, target = '', attribute = '']) => target || attribute,
  );
}
