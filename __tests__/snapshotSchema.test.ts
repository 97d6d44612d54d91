import { describe, expect, it } from '@jest/globals';
import { renderProblem } from '../src/errors.ts';
import { type Snapshot } from '../src/snapshot.ts';
import { parseSnapshot } from '../src/snapshotSchema.ts';
import { renderSnapshot } from '../src/snapshotText.ts';
import { HOSTILE } from './support/hostile.ts';
import { processorMs } from './support/processorTime.ts';

const ANEW = 'take it anew with "access-policy-gate snapshot"';
const [ONE, TWO, THREE] = ['0000000000000001', '0000000000000002', '0000000000000003'];

const snapshot: Snapshot = {
  salt: '0123456789abcdef0123456789abcdef',
  account: '00112233445566ff',
  tests: {
    Staff: { approved: [ONE, TWO], blocked: [THREE], error: [] },
    Wiki: { approved: [ONE], blocked: [TWO], error: [THREE] },
  },
};
const TEXT = renderSnapshot(snapshot);

function problemsOf(text: string): string[] {
  const { snapshot: read, problems } = parseSnapshot('snapshot.json', text);
  expect(read === undefined).toBe(problems.length > 0);
  return problems.map(renderProblem);
}

/** The whole text with `search` replaced where it stands first. */
function changed(search: string | RegExp, replacement: string): string {
  const text = TEXT.replace(search, () => replacement);
  expect(text).not.toBe(TEXT);
  return text;
}

function aHash(index: number): string {
  return index.toString(16).padStart(16, '0');
}

/** As many users, half of them approved. */
function aLargeSnapshot(users: number): Snapshot {
  const hashes = Array.from({ length: users }, (_, index) => aHash(index));
  const half = Math.floor(users / 2);
  return {
    ...snapshot,
    tests: { Staff: { approved: hashes.slice(0, half), blocked: hashes.slice(half), error: [] } },
  };
}

describe('a snapshot file', () => {
  it.each([
    ['as it was written', TEXT],
    ['with the line ends of Windows', TEXT.replace(/\n/g, '\r\n')],
    ['with a byte order mark', `\uFEFF${TEXT}`],
    ['on one line', JSON.stringify(JSON.parse(TEXT))],
    ['indented by tabs', JSON.stringify(JSON.parse(TEXT), null, '\t')],
  ])('is read %s', (_, text) => {
    expect(parseSnapshot('snapshot.json', text)).toEqual({ snapshot, problems: [] });
  });

  it('may name its tests in any way', () => {
    const users = { approved: [ONE], blocked: [], error: [] };
    // One by the name of __proto__ is refused: see below.
    const hostile = HOSTILE.filter((name) => name !== '__proto__');
    const names = [...hostile, '": {', '\\', '\\"', '":', 'tests', 'toString', 'constructor', '10', '9', ''];
    const given = { ...snapshot, tests: Object.fromEntries(names.map((name) => [name, users])) };
    const { snapshot: read, problems } = parseSnapshot('snapshot.json', renderSnapshot(given));
    expect(problems).toEqual([]);
    expect(read).toEqual(given);
  });

  it.each<[string, string, readonly string[]]>([
    ['is empty', '', [`1:1: The file is not JSON, as a snapshot is: ${ANEW}.`]],
    ['ends too early', TEXT.slice(0, 100), [`1:1: The file is not JSON, as a snapshot is: ${ANEW}.`]],
    ['is YAML', 'version: 1\n', [`1:1: The file is not JSON, as a snapshot is: ${ANEW}.`]],
    [
      'was not merged',
      changed(`"${TWO}"`, `"${TWO}"\n<<<<<<< HEAD\n=======\n>>>>>>> main`),
      [`10:1: Git could not merge the file here: ${ANEW}.`],
    ],
    ...['null', '[]', '"text"', '1', '{}', '{"version":1,"tests":[]}', '{"schema_version":1,"tests":[]}'].map(
      (text): [string, string, string[]] => [
        `is other JSON: ${text}`,
        text,
        ['1:1: The file is no snapshot: name one that "access-policy-gate snapshot" wrote.'],
      ],
    ),
    [
      'was written by a newer release',
      '{\n  "schema_version": 2,\n  "people": []\n}\n',
      [
        `2:3: The file was written by a newer release, with the schema_version 2: use that release, or ${ANEW}.`,
      ],
    ],
    ['has no version', changed('  "schema_version": 1,\n', ''), ['1:1: "schema_version" is missing.']],
    ['has version 0', changed(': 1', ': 0'), ['2:3: "schema_version" must be 1, not 0.']],
    [
      'has a wrong salt',
      changed('0123456789abcdef', '0123456789ABCDEF'),
      ['4:3: "salt" must be 32 hexadecimal digits in lower case.'],
    ],
    ['has no account', changed(/ {2}"account.+\n/, ''), ['1:1: "account" is missing.']],
    [
      'has a hash of another length, and one that is an address',
      changed(THREE, 'alice@example.com').replace(TWO, '02'),
      [
        '9:9: Item 2 of "approved" must be 16 hexadecimal digits in lower case.',
        '12:9: Item 1 of "blocked" must be 16 hexadecimal digits in lower case.',
      ],
    ],
    [
      'has a number for a hash',
      changed(`"${THREE}"`, '3'),
      ['12:9: Item 1 of "blocked" must be text, not 3: put it between quotes.'],
    ],
    ['lacks an outcome', changed(/,\n +"error": \[\]/, ''), ['6:5: "error" of "Staff" is missing.']],
    [
      'has an outcome that is none',
      changed('"error": []', '"errored": []'),
      ['6:5: "error" of "Staff" is missing.', '14:7: Unknown key "errored".'],
    ],
    [
      'has tests in a list',
      '{"schema_version":1,"account":"00112233445566ff","salt":"0123456789abcdef0123456789abcdef","tests":[]}',
      ['1:1: "tests" must be a mapping, not a list.'],
    ],
    [
      'has a user in two lists',
      changed(THREE, TWO),
      [`12:9: Item 1 of "blocked" is also in "approved": a user has one outcome, ${ANEW}.`],
    ],
    [
      'has a user twice in a list',
      changed(TWO, ONE),
      [`9:9: Item 2 of "approved" is also in "approved": a user has one outcome, ${ANEW}.`],
    ],
    [
      'has a test twice',
      changed('"Wiki"', '"Staff"'),
      [`1:1: The file gives a key twice, as a merge can leave it: ${ANEW}.`],
    ],
    [
      'has an outcome twice',
      changed('"error": []', '"error": [],\n"error": []'),
      [`1:1: The file gives a key twice, as a merge can leave it: ${ANEW}.`],
    ],
  ])('that %s is a problem that helps', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems.map((problem) => `snapshot.json:${problem}`));
  });

  it.each<[string, string]>([
    ['nested deeply', '['.repeat(1_000_000)],
    ['nested deeply and closed', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['nested deeply in a test', changed('"error": []', `"error": ${'['.repeat(5_000)}${']'.repeat(5_000)}`)],
    ['of another prototype', changed('"Staff"', '"__proto__"')],
    ['of one long string of escapes', changed('"Staff"', `"${'\\\\'.repeat(2_000_000)}": 1, "a"`)],
    ['of hashes that are all wrong', renderSnapshot(aLargeSnapshot(50_000)).replace(/"0/g, '"x')],
    [
      'of one user who is there 50,000 times',
      renderSnapshot({
        ...snapshot,
        tests: { a: { approved: Array(50_000).fill(ONE) as string[], blocked: [], error: [] } },
      }),
    ],
    [
      'of 50,000 keys that are none',
      changed('"error": []', Array.from({ length: 50_000 }, (_, index) => `"k${String(index)}": []`).join()),
    ],
  ])('%s is refused with at most a hundred problems, and soon', (_, text) => {
    const tookMs = processorMs(() => {
      const problems = problemsOf(text);
      expect(problems.length).toBeGreaterThan(0);
      expect(problems.length).toBeLessThanOrEqual(100);
    });
    expect(tookMs).toBeLessThan(5_000);
  });

  it('of 100,000 users is written and read in well under a second', () => {
    const large = aLargeSnapshot(100_000);
    const text = renderSnapshot(large);
    expect(text.length).toBeLessThan(3_000_000);
    expect(parseSnapshot('snapshot.json', text).snapshot).toEqual(large);
    const timesMs = [1, 2, 3].map(() =>
      processorMs(() => parseSnapshot('snapshot.json', renderSnapshot(large))),
    );
    expect(Math.min(...timesMs)).toBeLessThan(1_000);
  });
});
