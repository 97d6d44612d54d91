import { describe, expect, it } from '@jest/globals';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { aDirectory, API_TOKEN, someSettings } from '../support/directory.ts';
import { anError, aResult, COMPANY, runScenario, type Scenario } from '../support/scenario.ts';

/* What goes wrong, fault by fault, is in faults/; this is how users may want it to be taken. */

const CONFIG = `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    thresholds: { percent_blocked: { max: 50 } }
`;

const TWO_TESTS = `${CONFIG}
  - name: Wiki
    policies: [{ file: allow.json }]
    thresholds: { percent_blocked: { max: 50 } }
`;

const isStart = ({ method }: EmulatorRequest): boolean => method === 'POST';
const isStatus = ({ method, path }: EmulatorRequest): boolean => method === 'GET' && !path.includes('/users');
const isUsers = ({ path }: EmulatorRequest): boolean => path.includes('/users');

/** Answers some requests in the emulator's place. */
function answering(
  when: (request: EmulatorRequest) => boolean,
  response: ReturnType<NonNullable<Scenario['fault']>>,
): NonNullable<Scenario['fault']> {
  return (request, next) => (when(request) ? response : next(request));
}

const status = (overrides: object): ReturnType<typeof aResult> =>
  aResult({
    status: 'complete',
    total_users: 10,
    users_approved: 6,
    users_blocked: 4,
    users_errored: 0,
    percent_approved: 60,
    percent_blocked: 40,
    percent_errored: 0,
    percent_users_processed: 100,
    ...overrides,
  });

describe('a refusal', () => {
  it('ends the run whatever on-inconclusive and report-only say', async () => {
    const { report, exitCode, requests } = await runScenario({
      config: TWO_TESTS,
      inputs: { 'on-inconclusive': 'warn', 'report-only': 'true' },
      fault: answering(isStart, anError(403, 9109, 'Invalid access token')),
    });
    expect(report.verdict).toBe('inconclusive');
    expect(report.tests[1]?.findings[0]?.message).toContain('was not started');
    expect(requests).toEqual(['POST policy-tests']);
    expect(exitCode).toBe(3);
  });
});

describe('trouble with the API', () => {
  it('leaves the other tests their verdict', async () => {
    let starts = 0;
    const { report } = await runScenario({
      config: TWO_TESTS,
      fault(request, next) {
        if (isStart(request)) starts += 1;
        return starts === 1 && isStatus(request) ? status({ status: 'blocked' }) : next(request);
      },
    });
    expect(report.tests.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'passed']);
    expect(report.verdict).toBe('inconclusive');
  });

  it('only warns when the user asked for that', async () => {
    const { report, exitCode } = await runScenario({
      config: CONFIG,
      inputs: { 'on-inconclusive': 'warn' },
      fault: answering(isStatus, status({ status: 'blocked' })),
    });
    expect([report.verdict, exitCode]).toEqual(['inconclusive', 0]);
  });

  it('is over when timeout-minutes is, and not before', async () => {
    const { report } = await runScenario({
      config: CONFIG,
      inputs: { 'timeout-minutes': '7' },
      fault: answering(isStatus, status({ status: 'processing' })),
    });
    const tookMs = report.finishedAt.getTime() - report.startedAt.getTime();
    expect(tookMs).toBeGreaterThan(6.9 * 60_000);
    expect(tookMs).toBeLessThanOrEqual(7 * 60_000);
  });

  it('is never softened by report-only', async () => {
    const { exitCode } = await runScenario({
      config: CONFIG,
      inputs: { 'report-only': 'true' },
      fault: answering(isStatus, status({ status: 'blocked' })),
    });
    expect(exitCode).toBe(3);
  });
});

describe('numbers that prove nothing', () => {
  it('say of nobody that they never logged in', async () => {
    const { report, exitCode } = await runScenario({
      config: `${CONFIG}    expectations: [{ user: alice@example.com, status: approved, label: Alice }]`,
      directory: { ...COMPANY, settings: someSettings() },
      fault: answering(isUsers, aResult([])),
    });
    const expectation = report.tests[0]?.findings.find(({ kind }) => kind === 'expectation');
    expect(expectation).toMatchObject({
      outcome: 'inconclusive',
      message: 'What becomes of Alice cannot be told, because the list of users is not to be relied on.',
    });
    expect(exitCode).toBe(3);
  });

  it('are inconclusive when nobody has ever logged in', async () => {
    const { report } = await runScenario({ config: CONFIG, directory: { ...aDirectory(), users: [] } });
    expect(report.verdict).toBe('inconclusive');
    expect(report.tests[0]?.findings[0]?.message).toContain('Nobody was tested');
  });
});

describe('people and secrets', () => {
  it('never stand in anything that is written', async () => {
    const { transcript, files } = await runScenario({
      config: `
version: 1
tests:
  - name: Grafana for alice@example.com
    policies: [{ file: allow.json }]
    thresholds: { users_blocked: { max: 0 } }
    expectations:
      - { user: greta@example.com, status: blocked }
      - { users: 'c*@contractor.example', status: approved }
      - { users: 'nobody.*@example.com', status: approved }
      - { user: never.seen@example.com, status: approved }
`,
    });
    const written = [transcript, ...Object.values(files)].join('\n');
    expect(written).not.toMatch(/\w@(example\.com|contractor)/);
    expect(written).not.toMatch(/Surname/);
    expect(written).not.toContain(API_TOKEN);
  });
});
