import { describe, expect, it } from '@jest/globals';
import { runMerge } from '../src/merge.ts';
import { renderJson } from '../src/report/json.ts';
import { memoryFiles } from './support/files.ts';
import { aReport, aTestReport } from './support/report.ts';

const PART = renderJson(aReport({ shard: { index: 1, count: 2 }, tests: [aTestReport({ name: 'Wiki' })] }));
const OTHER = renderJson(aReport({ shard: { index: 2, count: 2 } }));

function merge(reports: readonly string[], contents: Readonly<Record<string, string>>) {
  const inputs = { reports, workspace: '/workspace', config: 'gate.yml' };
  return runMerge(inputs, { files: memoryFiles(contents) });
}

describe('the reports of several jobs', () => {
  it('are read from the workspace and from elsewhere, and are one report', async () => {
    const report = await merge(['1/report.json', '/elsewhere/report.json'], {
      '/workspace/1/report.json': PART,
      '/elsewhere/report.json': OTHER,
    });
    expect(report).toMatchObject({ verdict: 'passed', missing: [] });
    expect(report.tests.map(({ name }) => name).sort()).toEqual(['Grafana', 'Wiki']);
  });

  it.each([
    [
      'missing',
      {},
      /"2\/report\.json" does not exist: correct its path\. Its job ended without one: see its log\.$/,
    ],
    ['empty', { '/workspace/2/report.json': '' }, /"2\/report\.json" is no JSON/],
    ['cut', { '/workspace/2/report.json': OTHER.slice(0, -30) }, /"2\/report\.json" is no JSON/],
    ['of something else', { '/workspace/2/report.json': '{}' }, /"2\/report\.json" is no report/],
  ])('are not proven when one is %s', async (_, contents, message) => {
    const report = await merge(['1/report.json', '2/report.json'], {
      '/workspace/1/report.json': PART,
      ...contents,
    });
    expect(report.verdict).toBe('inconclusive');
    expect(report.missing).toContainEqual(expect.stringMatching(message));
  });

  it('are not proven when there is none at all, of the config that was asked for', async () => {
    const report = await merge(['1/report.json'], {});
    expect(report).toMatchObject({ verdict: 'inconclusive', tests: [], config: 'gate.yml' });
  });
});
