import { describe, expect, it } from '@jest/globals';
import { findJsonMistake } from '../../src/policies/json.ts';
import { parseSteps } from '../../src/policies/planAddress.ts';
import { withoutCommands } from '../../src/report/command.ts';
import { code, escapeMarkdown } from '../../src/report/markdown.ts';
import { parseSnapshot } from '../../src/snapshotSchema.ts';
import { plain } from '../../src/untrusted.ts';
import { parseGlob } from '../../src/verdict/glob.ts';

/** Four times the text takes four times the time, and not sixteen times; on a busy machine ten times are believed. */
const MOST_GROWTH = 10;

/** What takes less, in milliseconds, is no matter, and cannot be compared. */
const SHORT = 150;

const FIRST = 50_000;

/** Processor time in milliseconds, the least of three. */
function cost(run: () => unknown): number {
  const once = () => {
    const before = process.cpuUsage();
    run();
    return process.cpuUsage(before).user / 1000;
  };
  return Math.min(once(), once(), once());
}

const TEXTS: readonly (readonly [string, (length: number) => string])[] = [
  ['one letter', (length) => 'a'.repeat(length)],
  ['signs of an address', (length) => '@'.repeat(length)],
  ['addresses', (length) => 'a@b.c '.repeat(length / 6)],
  ['halves of addresses', (length) => "a'".repeat(length / 2)],
  ['encoded signs', (length) => 'a%40'.repeat(length / 4)],
  ['brackets', (length) => '["a"]'.repeat(length / 5)],
  ['backslashes', (length) => `"${'\\'.repeat(length)}`],
  ['quotes', (length) => '"'.repeat(length)],
  ['colons', (length) => ':'.repeat(length)],
  ['marks', (length) => '\u200b'.repeat(length)],
  ['controls', (length) => '\u0001'.repeat(length)],
  ['blanks', (length) => ' '.repeat(length)],
  ['marks of a conflict', (length) => '<'.repeat(length)],
  ['digits', (length) => '9'.repeat(length)],
  ['signs of a number', (length) => '#'.repeat(length)],
];

const READERS: readonly (readonly [string, (text: string) => unknown])[] = [
  ['plain text', plain],
  ['a place in JSON', findJsonMistake],
  ['an address in a plan', parseSteps],
  ['a line of the log', withoutCommands],
  ['Markdown', escapeMarkdown],
  ['code', code],
  ['a snapshot', (text) => parseSnapshot('a.json', text)],
];

describe.each(READERS)('%s is read in linear time:', (_, read) => {
  it.each(TEXTS)('%s', (_name, make) => {
    const [once, fourfold] = [make(FIRST), make(4 * FIRST)];
    const longer = cost(() => read(fourfold));
    if (longer > SHORT) expect(longer / cost(() => read(once))).toBeLessThan(MOST_GROWTH);
    expect(longer).toBeLessThan(5_000);
  });
});

it.each([
  ['*a*a*a*a*a*a*a*a*a*a*b', 'a'],
  ['?*?*?*?*?*?*?*?*b', 'a'],
  ['{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}{a,aa}*b', 'a'],
  ['*[a-z]*[a-z]*[a-z]*[a-z]*1', 'a'],
  [`${'a*'.repeat(99)}b`, 'a'],
  [`*${'a'.repeat(198)}b`, 'a'],
])('%s is matched in time with an address of 50,000 characters', (glob, character) => {
  const parsed = parseGlob(glob);
  if (parsed.kind === 'problem') throw new Error(parsed.message);
  const address = character.repeat(FIRST);
  const matches = () => parsed.tests.some((test) => test.matches(address));
  expect(matches()).toBe(false);
  expect(cost(matches)).toBeLessThan(5_000);
});
