import { describe, expect, it } from '@jest/globals';
import { runMerge } from '../src/merge.ts';
import { renderJson } from '../src/report/json.ts';
import { renderSummary } from '../src/report/summary.ts';
import { type Identities } from '../src/verdict/person.ts';
import { memoryFiles } from './support/files.ts';
import { aFinding, aReport, aTestReport, somePeople } from './support/report.ts';
import { virtualClock } from './support/world.ts';

const PART = renderJson(aReport({ shard: { index: 1, count: 2 }, tests: [aTestReport({ name: 'Wiki' })] }));
const OTHER = renderJson(aReport({ shard: { index: 2, count: 2 } }));

function merge(
  reports: readonly string[],
  contents: Readonly<Record<string, string>>,
  identities: Identities = 'redacted',
) {
  const warnings = [{ message: 'Of the inputs.' }];
  const inputs = { reports, workspace: '/workspace', config: 'gate.yml', identities, warnings };
  return runMerge(inputs, { files: memoryFiles(contents), clock: virtualClock() });
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
      /"2\/report\.json" does not exist: correct its path\. If the path is right, its job ended without one: see its log\.$/,
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
    expect([report.startedAt, report.finishedAt]).toEqual([virtualClock().now(), virtualClock().now()]);
  });

  it('have what is said of the inputs of this run, too', async () => {
    const { warnings } = await merge(['1/report.json'], { '/workspace/1/report.json': PART });
    expect(warnings).toEqual([{ message: 'Of the inputs.' }]);
  });

  it('tell who people are only where this run may, too', async () => {
    const person = {
      label: 'alice@example.com',
      identity: { id: 'a', email: 'alice@example.com', name: 'Alice' },
    };
    const people = somePeople({ listed: [person], total: 1 });
    const finding = aFinding({ outcome: 'violated', concerned: [{ status: 'blocked', people }] });
    const told = renderJson(aReport({ identities: 'full', tests: [aTestReport({ findings: [finding] })] }));
    const contents = { '/workspace/1/report.json': told };
    const [full, redacted] = [
      await merge(['1/report.json'], contents, 'full'),
      await merge(['1/report.json'], contents),
    ];
    expect([full.verdict, redacted.verdict]).toEqual(['failed', 'inconclusive']);
    expect(renderSummary(full)).toContain('alice');
    expect(renderSummary(redacted)).not.toContain('alice');
    expect(redacted.missing[0]).toMatch(/tells who people are, and this run must not/);
  });
});
