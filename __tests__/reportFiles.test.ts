import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseInputs } from '../src/inputs.ts';
import { prepareReportFiles, type ReportFiles, writeReportFiles } from '../src/reportFiles.ts';
import { createFiles } from '../src/world.ts';
import { rejectionOf } from './support/access.ts';
import { ACCOUNT_ID, API_TOKEN } from './support/directory.ts';
import { aReport, aTestReport } from './support/report.ts';

const SNAPSHOT = { salt: '0'.repeat(32), account: '1'.repeat(16), tests: {} };

let root: string;
let workspace: string;
let elsewhere: string;
const world = { files: createFiles(tmpdir()) };

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'report-files-test-')));
});
beforeEach(async () => {
  [workspace, elsewhere] = [await mkdtemp(join(root, 'workspace-')), await mkdtemp(join(root, 'elsewhere-'))];
});
afterAll(() => rm(root, { recursive: true }));

function prepare(reportDir: string): Promise<ReportFiles> {
  const raw = { 'api-token': API_TOKEN, 'account-id': ACCOUNT_ID, 'report-dir': reportDir };
  return prepareReportFiles(parseInputs(raw, {}, workspace), world);
}

describe('the folder of a report', () => {
  it.each<[way: string, reportDir: () => string]>([
    ['a link', () => 'link'],
    ['a folder behind a link', () => 'link/new'],
    ['two dots', () => '../new'],
    ['the absolute path of a link', () => join(workspace, 'link', 'new')],
  ])('does not lie outside of the workspace by %s', async (_, reportDir) => {
    await symlink(elsewhere, join(workspace, 'link'));

    expect(await rejectionOf(prepare(reportDir()))).toMatchObject({
      code: 'input',
      message: expect.stringMatching(
        /^report-dir: ".*" leads out of the workspace: name a folder/,
      ) as unknown,
    });
    expect(await readdir(elsewhere)).toEqual([]);
    expect(await readdir(root)).not.toContain('new');
  });

  it.each<[where: string, reportDir: () => string, folder: () => string]>([
    ['outside where its absolute path is given', () => elsewhere, () => elsewhere],
    ['behind a link that stays inside', () => 'inside/a/b', () => join(workspace, 'real', 'a', 'b')],
    ['in the workspace itself', () => '.', () => workspace],
  ])('lies %s', async (_, reportDir, folder) => {
    await mkdir(join(workspace, 'real'));
    await symlink('real', join(workspace, 'inside'));

    await writeReportFiles(aReport(), await prepare(reportDir()), undefined, world);

    expect(await readdir(folder())).toEqual(expect.arrayContaining(['report.json', 'summary.md']));
  });
});

describe('the comment', () => {
  it('is written with the marker of its config and the address of its run', async () => {
    const runUrl = 'https://github.com/octo/access/actions/runs/7';
    await writeReportFiles(aReport({ config: 'a/gate.yml' }), await prepare('.'), runUrl, world);

    const comment = await readFile(join(workspace, 'comment.md'), 'utf8');
    expect(comment).toMatch(/^<!-- access-policy-gate: a\/gate\.yml -->\n\n## ✅ Access policy gate passed/);
    expect(comment).toContain(`(${runUrl})`);
  });
});

describe('what an earlier run left', () => {
  it('is removed before anything else can fail, but for the snapshot', async () => {
    await writeReportFiles(aReport({ snapshot: SNAPSHOT }), await prepare('reports'), undefined, world);
    expect((await readdir(join(workspace, 'reports'))).sort()).toEqual([
      'comment.md',
      'junit.xml',
      'report.json',
      'snapshot.json',
      'summary.md',
    ]);

    await prepare('reports');

    expect(await readdir(join(workspace, 'reports'))).toEqual(['snapshot.json']);
  });

  it.each([
    ['report.json', '{"name":"a policy","decision":"allow","include":[]}'],
    ['report.json', '"schema_version verdict"'],
    ['report.json', 'null'],
    ['report.json', ''],
    ['comment.md', '## ✅ Access policy gate passed\n\n<!-- access-policy-gate: gate.yml -->'],
    ['summary.md', '# What we did this summer\n\n## ✅ Access policy gate passed\n'],
    ['junit.xml', '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="jest tests" tests="1"/>\n'],
    ['junit.xml', '<!-- <testsuites name="Access policy gate" -->'],
    ['snapshot.json', '{"tests":{}}'],
  ])('is told from a %s of somebody else: %s', async (name, text) => {
    await writeFile(join(workspace, name), text);
    await writeFile(join(workspace, 'other.txt'), '');

    expect(await rejectionOf(prepare('.'))).toMatchObject({
      code: 'input',
      message: `"${join(workspace, name)}" is there already, and the gate did not write it: set report-dir to another folder, or remove the file.`,
    });
    expect(await readFile(join(workspace, name), 'utf8')).toBe(text);
  });

  it('stays where another file is not the gate’s', async () => {
    await writeReportFiles(aReport(), await prepare('.'), undefined, world);
    await writeFile(join(workspace, 'summary.md'), 'notes');

    await rejectionOf(prepare('.'));

    expect((await readdir(workspace)).sort()).toEqual([
      'comment.md',
      'junit.xml',
      'report.json',
      'summary.md',
    ]);
  });

  it.each(['report.json', 'summary.md', 'comment.md', 'junit.xml', 'snapshot.json'])(
    'is no symbolic link, whatever %s leads to',
    async (name) => {
      await writeReportFiles(aReport({ snapshot: SNAPSHOT }), await prepare(elsewhere), undefined, world);
      await symlink(join(elsewhere, name), join(workspace, name));

      expect(await rejectionOf(prepare('.'))).toMatchObject({ code: 'input' });
      expect(await readdir(elsewhere)).toContain(name);
    },
  );
});

describe('the snapshot of a run', () => {
  const comparedWith = (file: string) =>
    aReport({ snapshot: SNAPSHOT, tests: [aTestReport({ baseline: { kind: 'snapshot', file } })] });

  it.each<[by: string, baseline: string, links: Record<string, string>]>([
    ['its path', 'snapshot.json', {}],
    ['a link to it', 'base.json', { 'base.json': 'snapshot.json' }],
    ['a link of its folder', 'link/snapshot.json', { link: '.' }],
  ])('does not take the place of the baseline, which the config names by %s', async (_, baseline, links) => {
    const before = '{"schema_version":1,"tests":{"before":{}}}';
    await writeFile(join(workspace, 'snapshot.json'), before);
    for (const [link, target] of Object.entries(links)) await symlink(target, join(workspace, link));

    const error = await rejectionOf(
      writeReportFiles(comparedWith(baseline), await prepare('.'), undefined, world),
    );

    expect(error).toMatchObject({
      code: 'input',
      message: `The snapshot was not written, because "${join(workspace, 'snapshot.json')}" is the baseline of a test, and the next run would find nothing changed: set report-dir to another folder.`,
    });
    expect(await readFile(join(workspace, 'snapshot.json'), 'utf8')).toBe(before);
    expect(await readdir(workspace)).toEqual(expect.arrayContaining(['report.json', 'summary.md']));
  });

  it('takes the place of one that no test is compared with', async () => {
    await writeFile(join(workspace, 'snapshot.json'), '{"schema_version":1,"tests":{"before":{}}}');
    await writeFile(join(workspace, 'base.json'), '');

    await writeReportFiles(comparedWith('base.json'), await prepare('.'), undefined, world);

    expect(await readFile(join(workspace, 'snapshot.json'), 'utf8')).not.toContain('before');
  });
});
