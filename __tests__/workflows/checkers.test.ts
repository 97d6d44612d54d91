import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';
import { type CheckedFile, checkFiles, type Finding } from '../support/checkers.ts';
import { blocksOf, DOCUMENTS } from '../support/documents.ts';
import { projectWorkflows } from '../support/workflows.ts';

const FOLDER = '.github/workflows/';

/** actionlint 1.7 does not know references to the repository of the workflow itself. */
const NOT_KNOWN =
  'specifying action "$/gate" in invalid format because ref is missing. available formats are "{owner}/{repo}@{ref}" or "{owner}/{repo}/{path}@{ref}"';

const workflows: CheckedFile[] = projectWorkflows().map(({ file, text }) => ({ path: file, text }));
const actions: CheckedFile[] = ['action.yml', 'gate/action.yml'].map((path) => ({
  path,
  text: readFileSync(`${ROOT}${path}`, 'utf8'),
}));
const documented: CheckedFile[] = DOCUMENTS.flatMap(blocksOf)
  .filter(({ language, text }) => language === 'yaml' && /^jobs:$/m.test(text))
  .map(({ document, line, text }) => ({
    path: `${FOLDER}${document.replaceAll('/', '-')}-${String(line)}.yml`,
    text,
  }));

/** A file with a mistake in it, and who must find it. */
interface Broken {
  readonly what: string;
  readonly of: string;
  readonly sound: string;
  readonly broken: string;
  readonly checker: Finding['checker'];
  readonly message: RegExp;
}

const PR = `${FOLDER}access-policy-pr.yml`;
const GATE = `${FOLDER}access-policy-gate.yml`;
const BROKEN: readonly Broken[] = [
  {
    what: 'a title of a pull request in a script',
    of: PR,
    sound: '          set -euo pipefail\n          fail() {',
    broken: '          echo "${{ github.event.pull_request.title }}"\n          fail() {',
    checker: 'actionlint',
    message: /"github\.event\.pull_request\.title" is potentially untrusted/,
  },
  {
    what: 'an output that no job has',
    of: GATE,
    sound: 'jobs.report.outputs.violations }}',
    broken: 'jobs.report.outputs.violation }}',
    checker: 'actionlint',
    message: /property "violation" is not defined/,
  },
  {
    what: 'a key that no job has',
    of: GATE,
    sound: '      fail-fast: false',
    broken: '      fail-slow: false',
    checker: 'language service',
    message: /Unexpected value 'fail-slow'/,
  },
  {
    what: 'an input that the action does not have',
    of: GATE,
    sound: '          shard: ${{ matrix.shard }}',
    broken: '          shards: ${{ matrix.shard }}',
    checker: 'language service',
    message: /Invalid action input 'shards'/,
  },
  {
    what: 'a folder without an action',
    of: GATE,
    sound: 'uses: $/gate\n',
    broken: 'uses: $/gates\n',
    checker: 'language service',
    message: /Unable to resolve action `\$\/gates`/,
  },
  {
    what: 'an input that the called workflow does not have',
    of: documented.find(({ text }) => text.includes('accounts:'))?.path ?? '',
    sound: 'shards: 3',
    broken: 'shard: 3',
    checker: 'language service',
    message: /Invalid input, shard is not defined in the referenced workflow/,
  },
  {
    what: 'a secret that the called workflow does not have',
    of: documented.find(({ text }) => text.includes('access-policy-audit.yml'))?.path ?? '',
    sound: '      CLOUDFLARE_API_TOKEN:',
    broken: '      CLOUDFLARE_TOKEN:',
    checker: 'language service',
    message: /Invalid secret, CLOUDFLARE_TOKEN is not defined in the referenced workflow/,
  },
  {
    what: 'an action that names no file',
    of: 'gate/action.yml',
    sound: '  main: ../dist/index.js',
    broken: '  steps: []',
    checker: 'language service',
    message: /main/,
  },
];

/** The path under which the file with the mistake is checked; actions keep their name. */
const pathOf = (index: number, { of }: Broken): string =>
  of.startsWith(FOLDER) ? `${FOLDER}broken-${String(index)}.yml` : `broken-${String(index)}/action.yml`;

let findings: Finding[];

beforeAll(async () => {
  const sound = [...workflows, ...actions, ...documented];
  const broken = BROKEN.map((mistake, index) => {
    const text = sound.find(({ path }) => path === mistake.of)?.text ?? '';
    expect(text).toContain(mistake.sound);
    return { path: pathOf(index, mistake), text: text.replace(mistake.sound, () => mistake.broken) };
  });
  findings = await checkFiles([...sound, ...broken]);
}, 60_000);

describe("GitHub's language service and actionlint", () => {
  it('are given every workflow and both actions, and what is documented', () => {
    expect(workflows.length).toBeGreaterThanOrEqual(5);
    expect(documented.length).toBeGreaterThanOrEqual(5);
  });

  it.each([...workflows, ...actions, ...documented])('find nothing wrong with $path', ({ path }) => {
    const found = findings.filter((finding) => finding.path === path && finding.message !== NOT_KNOWN);
    expect(found).toEqual([]);
  });

  it('does not know $/ yet, in as many places as the action is named so', () => {
    const unknown = findings.filter(
      ({ path, message }) => message === NOT_KNOWN && workflows.some((workflow) => workflow.path === path),
    );
    const uses = workflows.flatMap(({ text }) => [...text.matchAll(/uses: \$\/gate$/gm)]);
    expect(uses.length).toBeGreaterThan(0);
    expect(unknown.every(({ checker }) => checker === 'actionlint')).toBe(true);
    expect(unknown).toHaveLength(uses.length);
  });

  it.each(BROKEN.map((mistake, index) => ({ ...mistake, path: pathOf(index, mistake) })))(
    'find $what',
    ({ path, checker, message }) => {
      const found = findings.filter((finding) => finding.path === path && finding.checker === checker);
      expect(found.map((finding) => finding.message).join('\n')).toMatch(message);
    },
  );
});
