import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';

/** What the code may say: each file of it as it is written. */
const SOURCES = readdirSync(`${ROOT}src`, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`${ROOT}src/${name}`, 'utf8'));

/** The messages in the first column of the tables, each in the pieces between what differs. */
const messages = ['docs/troubleshooting.md', 'docs/how-to/self-hosted-runners.md'].flatMap((document) =>
  readFileSync(`${ROOT}${document}`, 'utf8')
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, message = '']) => ({ document, message })),
);

describe('a message that the documentation explains', () => {
  it('is one of many', () => {
    expect(messages.length).toBeGreaterThan(50);
  });

  it.each(messages)('is still said by the code: $message', ({ message }) => {
    const pieces = message.split('…').map((piece) => piece.trim());
    const [longest = ''] = pieces.toSorted((one, other) => other.length - one.length);
    expect(longest.length).toBeGreaterThanOrEqual(8);
    // A message may be put together in one file from several pieces of text.
    expect(SOURCES.filter((source) => pieces.every((piece) => source.includes(piece)))).not.toEqual([]);
  });
});
