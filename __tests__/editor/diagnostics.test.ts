import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ADDRESS } from '../../schema/documents.ts';
import { ROOT } from '../support/built.ts';
import { DOCUMENTED, EXAMPLES, MISTAKES, problemsOf } from '../support/configs.ts';
import { expectGolden } from '../support/golden.ts';
import { type LanguageServer, LOCAL_SCHEMA, startLanguageServer } from '../support/languageServer.ts';

let server: LanguageServer;
let withoutSettings: LanguageServer;

beforeAll(async () => {
  [server, withoutSettings] = await Promise.all([startLanguageServer(LOCAL_SCHEMA), startLanguageServer()]);
});

afterAll(() => Promise.all([server.stop(), withoutSettings.stop()]));

describe('an editor underlines nothing', () => {
  test.each([...EXAMPLES, ...DOCUMENTED])('in the config of $place', async ({ text }) => {
    const { diagnostics } = await server.open(text.replace(/^# yaml-language-server:.*\n/, ''));
    expect(diagnostics).toEqual([]);
  });
});

test('an editor and the gate complain of the same lines', async () => {
  const opened = await Promise.all(
    MISTAKES.map(async ({ place, text }) => {
      const name = place.replace(/^.*\/|\.yml$/g, '');
      // Its line names a schema of another repository.
      const { diagnostics } = await server.open(text.replace(/^#.*/, '#'));
      return { name, text, diagnostics, problems: problemsOf(`${name}.yml`, text) };
    }),
  );
  const lines = opened.flatMap(({ name, text, diagnostics, problems }) => [
    `${name}: ${(text.split('\n')[1] ?? '').slice(2)}`,
    ...diagnostics.map(
      ({ line, column, message }) => `  editor ${String(line)}:${String(column)}: ${message}`,
    ),
    ...problems.map(
      ({ location, message }) => `  gate   ${String(location?.line)}:${String(location?.column)}: ${message}`,
    ),
  ]);
  expectGolden('editor/golden/mistakes.txt', `${lines.join('\n')}\n`);

  expect(opened.length).toBeGreaterThan(30);
  for (const { name, diagnostics, problems } of opened) {
    const told = [...new Set(problems.map(({ location }) => location?.line))];
    expect([name, [...new Set(diagnostics.map(({ line }) => line))]]).toEqual([name, told]);
    expect(told.length).toBeGreaterThan(0);
  }
});

describe('the first line of a config', () => {
  const misspelt = (text: string): string => text.replace('thresholds:', 'treshold:');

  test.each(EXAMPLES)('of $place leads to the schema by its path', async ({ place, text }) => {
    const file = `${ROOT}${place}`;
    const { diagnostics } = await withoutSettings.open(misspelt(text), file);
    expect(diagnostics.map(({ message }) => message)).toContain('Property treshold is not allowed.');
  });

  test('of the README leads to the schema by its address', async () => {
    const [first] = DOCUMENTED.filter(({ text }) => text.startsWith('# yaml-language-server:'));
    const { diagnostics } = await withoutSettings.open(misspelt(first?.text ?? ''));
    expect(diagnostics.map(({ message }) => message)).toEqual(['Property treshold is not allowed.']);
    expect(withoutSettings.fetched).toEqual([`${ADDRESS}/config.schema.json`]);
  });
});
