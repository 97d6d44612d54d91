import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';
import { blocksOf, DOCUMENTS } from '../support/documents.ts';
import { EXITS, isWalked, walk, type Walked } from '../support/walk.ts';

const WALKED = DOCUMENTS.filter((document) => blocksOf(document).some(isWalked))
  // It serves until it is interrupted; emulator.test.ts starts it.
  .filter((document) => document !== 'docs/emulator.md');

/** All at once, because they wait for the emulator most of the time. */
let walks: ReadonlyMap<string, Walked>;

beforeAll(async () => {
  walks = new Map(
    await Promise.all(WALKED.map(async (document) => [document, await walk(document)] as const)),
  );
}, 240_000);

it('finds the tutorial, and recipes beside it', () => {
  expect(WALKED).toContain('docs/tutorial.md');
  expect(WALKED.length).toBeGreaterThan(5);
});

describe.each(WALKED)('%s', (document) => {
  it('has commands that end as it says, and shows what they print', () => {
    const { commands = [], shown = [], errors } = walks.get(document) ?? {};
    expect(commands.length).toBeGreaterThan(0);
    expect({ commands, errors }).toEqual({
      commands: commands.map(({ command }) => ({
        command,
        exitCode: Number(command.split(EXITS)[1] ?? 0),
      })),
      errors,
    });
    if (process.env['UPDATE_GOLDEN'] === '1') rewrite(document, shown);
    expect(shown.map(({ told }) => told)).toEqual(shown.map(({ printed }) => printed));
  });
});

describe('the tutorial', () => {
  it('shows what every gate in it says, one that fails before one that passes', () => {
    const blocks = blocksOf('docs/tutorial.md');
    const gates = blocks.filter(({ text }) => /index\.js (?:check|validate)/.test(text));
    const followers = gates.map((gate) => blocks[blocks.indexOf(gate) + 1]);
    expect(followers.map((block) => block?.language)).toEqual(gates.map(() => 'text'));
    const verdicts = followers.map((block) => block?.text.slice(0, 1));
    expect(verdicts).toContain('❌');
    expect(verdicts.slice(verdicts.indexOf('❌'))).toContain('✅');
  });

  it('begins with a clone, and needs neither a token nor an account', () => {
    const [first] = blocksOf('docs/tutorial.md').filter(isWalked);
    expect(first?.text).toMatch(/^git clone /);
    const gates = blocksOf('docs/tutorial.md').flatMap(
      ({ text }) => text.match(/^.*index\.js check.*$/gm) ?? [],
    );
    expect(gates.filter((gate) => !gate.includes('--emulator'))).toEqual([]);
  });
});

/** Writes what was printed in the place of what the document shows. */
function rewrite(document: string, shown: Walked['shown']): void {
  const path = `${ROOT}${document}`;
  const lines = readFileSync(path, 'utf8').split('\n');
  for (const { line, printed } of shown.toReversed()) {
    const end = lines.indexOf('```', line);
    lines.splice(line, end - line, ...printed.split('\n'));
  }
  writeFileSync(path, lines.join('\n'));
}
