import { describe, expect, it } from '@jest/globals';
import { exitCodeOf } from '../../src/report/conclusion.ts';
import { mergeReports } from '../../src/report/merge.ts';
import { type Report } from '../../src/report/report.ts';
import { readBack, toldOf } from '../support/readBack.ts';
import { type Outcome, runScenario, type Scenario } from '../support/scenario.ts';

const COUNT = 3;
const ENGINEERING = '[{ file: allow.json }]';
const IN_THE_US = `[{ policy: { name: Allow engineering, decision: allow,
        include: [{ okta: { name: engineering, identity_provider_id: okta-1 } }], require: [{ geo: { country_code: US } }] } }]`;

/** Twelve tests, every third of which takes away somebody's access, and a check; at least one warning and one waiver. */
const CONFIG = `version: 1
tests:
${Array.from(
  { length: 12 },
  (_, index) => `  - name: application ${String(index + 1)}
    policies: ${index % 3 === 0 ? IN_THE_US : ENGINEERING}
    baseline: ${ENGINEERING}
    thresholds:
      users_lost: { max: ${String(index)} }
      users_blocked: { max: 3, severity: warning }
    expectations:
      - { user: alice@example.com, status: approved, label: the owner }
      - { user: sam@example.com, status: approved, waiver: { until: 2026-11-30, owner: it-team, reason: moves } }
`,
).join('')}application_checks:
  - name: Alice reaches the wiki
    app_id: f174e90a-fafe-4643-bbbc-4a0ed4fc8415
    expect: { user: alice@example.com, status: Success }
`;

function run(scenario: Partial<Scenario> = {}): Promise<Outcome> {
  return runScenario({ config: CONFIG, ...scenario });
}

function runShards(scenario: Partial<Scenario> = {}): Promise<Outcome[]> {
  return Promise.all(
    Array.from({ length: COUNT }, (_, index) =>
      run({ ...scenario, inputs: { ...scenario.inputs, shard: `${String(index + 1)}/${String(COUNT)}` } }),
    ),
  );
}

/** What the last job of a matrix makes of the files of the others. */
function merge(outcomes: readonly Outcome[]): Report {
  return mergeReports(
    outcomes.map(({ files }, index) => ({
      path: `${String(index + 1)}/report.json`,
      report: readBack(files['report.json']),
    })),
    [],
  );
}

/** What differs from run to run: ids, times, and how often Cloudflare was asked. */
function comparable(report: Report): Report {
  const withoutId = (text: string): string => text.replace(/\b[0-9a-f]{64}\b/g, 'ID');
  const steady = JSON.parse(withoutId(JSON.stringify(report.tests))) as Report['tests'];
  return {
    ...report,
    tests: steady,
    startedAt: new Date(0),
    finishedAt: new Date(0),
    usage: { requests: 1, retries: 0, waitedMs: 0, rateLimitRemaining: undefined },
  };
}

describe('a config over three jobs', () => {
  it.each(['redacted', 'full'])('tells the same as in one, with identities %s', async (identities) => {
    const inputs = { identities };
    const [whole, parts] = await Promise.all([run({ inputs }), runShards({ inputs })]);
    const merged = comparable(merge(parts));
    const expected = comparable(readBack(whole.files['report.json']));
    expect(merged.tests).toHaveLength(12);
    expect(merged.verdict).toBe('failed');
    expect(toldOf(merged)).toEqual(toldOf(expected));
    expect({ ...merged, tests: [] }).toEqual({ ...expected, tests: [] });
    expect(merged.tests).toEqual(expected.tests);
  });

  it('asks of Cloudflare what the one job asks', async () => {
    const [whole, parts] = await Promise.all([run(), runShards()]);
    expect(merge(parts).usage.requests).toBe(whole.report.usage.requests);
  });

  it('is proven by all of them, in any order, and by no two', async () => {
    const config = CONFIG.replaceAll(IN_THE_US, ENGINEERING).replace(/application_checks:[^]*/, '');
    const parts = await runShards({ config });
    const [first, second, third] = parts;
    expect(parts.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    const strict = { reportOnly: false, onInconclusive: 'fail' } as const;
    expect(merge([...parts].reverse())).toMatchObject({ verdict: 'passed', missing: [] });
    for (const two of [
      [first, second],
      [first, third],
      [third, second],
    ]) {
      const merged = merge(two.filter((part) => part !== undefined));
      expect([merged.verdict, exitCodeOf(merged, strict)]).toEqual(['inconclusive', 3]);
      expect(merged.missing.join()).toMatch(/^Part \d\/3 of account [0-9a-f]{8} is missing: [^.]*\.$/);
    }
  });

  it('is not proven when Cloudflare fails one of them', async () => {
    const [first, second, third] = await runShards();
    const broken = await run({
      inputs: { shard: '2/3' },
      fault: (request, next, count) =>
        count === 1 ? { status: 403, headers: {}, body: '{}' } : next(request),
    });
    expect(second?.report.stopped).toBeUndefined();
    const merged = merge([first, broken, third].filter((part) => part !== undefined));
    expect(merged.stopped).toBe('refused');
    expect(exitCodeOf(merged, { reportOnly: true, onInconclusive: 'warn' })).toBe(3);
  });

  it('is skipped in a pull request from a fork', async () => {
    const parts = await runShards({
      inputs: { 'api-token': '' },
      event: { name: 'pull_request', file: 'pull_request.fork' },
    });
    const merged = merge(parts);
    expect(merged).toMatchObject({ verdict: 'skipped', missing: [], untested: parts[0]?.report.untested });
    expect(merged.tests).toHaveLength(12);
    expect(exitCodeOf(merged, { reportOnly: false, onInconclusive: 'fail' })).toBe(0);
  });
});
