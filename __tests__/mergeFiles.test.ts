import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_REPORT_BYTES } from '../src/limits.ts';
import { runMerge } from '../src/merge.ts';
import { renderJson } from '../src/report/json.ts';
import { type Report } from '../src/report/report.ts';
import { createFiles } from '../src/world.ts';
import { aReport } from './support/report.ts';
import { virtualClock } from './support/world.ts';

let workspace: string;

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'merge-test-'));
  await mkdir(join(workspace, 'job'));
  await writeFile(join(workspace, 'job', 'report.json'), renderJson(aReport()));
});

afterAll(async () => {
  await rm(workspace, { recursive: true });
});

function merge(path: string): Promise<Report> {
  const inputs = {
    reports: [path],
    workspace,
    config: 'gate.yml',
    identities: 'redacted',
    warnings: [],
  } as const;
  return runMerge(inputs, { files: createFiles(workspace), clock: virtualClock() });
}

describe('a report on this machine', () => {
  it.each([
    ['a file', 'link.json', 'job/report.json', 'link.json'],
    ['a folder', 'link', 'job', 'link/report.json'],
  ])('is read through a symbolic link to %s', async (_, link, target, path) => {
    await symlink(target, join(workspace, link));
    expect(await merge(path)).toMatchObject({ verdict: 'passed', missing: [] });
  });

  it('is not proven by a symbolic link that leads nowhere', async () => {
    await symlink('gone/report.json', join(workspace, 'broken.json'));
    const { verdict, missing } = await merge('broken.json');
    expect(verdict).toBe('inconclusive');
    expect(missing).toEqual([expect.stringMatching(/"broken\.json" does not exist: correct its path\./)]);
  });

  it('is not proven when it is larger than what is read, which is told by its size', async () => {
    const path = join(workspace, 'large.json');
    await writeFile(path, renderJson(aReport()));
    // A file with a hole takes no room.
    await truncate(path, MAX_REPORT_BYTES + 1);
    const { verdict, missing } = await merge('large.json');
    expect(verdict).toBe('inconclusive');
    expect(missing).toEqual([expect.stringMatching(/^The report "large\.json" is larger than 128 MiB, the/)]);
  });
});
