import { describe, expect, it } from '@jest/globals';
import { type EmulatorRequest } from '../../src/emulator/exchange.ts';
import { aDirectory, API_TOKEN, someSettings } from '../support/directory.ts';
import { anError, aResult, COMPANY, runScenario, type Scenario } from '../support/scenario.ts';

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
  it.each([
    [
      '403 with code 10000',
      isStart,
      anError(403, 10000, 'Authentication error'),
      'lacks the permission "Access: Policy Test Write"',
    ],
    [
      '401',
      isStart,
      anError(401, 10000, 'Authentication error'),
      'lacks the permission "Access: Policy Test Write"',
    ],
    [
      '403 with code 9109',
      isStart,
      anError(403, 9109, 'Invalid access token'),
      'unknown, expired or revoked',
    ],
    ['400 with code 7003', isStart, anError(400, 7003, 'Could not route'), 'check account-id'],
    [
      '400 with code 9999',
      isStart,
      anError(400, 9999, 'access.api.error.not_enabled'),
      'Zero Trust is not set up',
    ],
    [
      '400 with code 12130',
      isStart,
      anError(400, 12130, 'access.api.error.invalid_request'),
      'correct the policy or id that it names',
    ],
    ['404 at the start', isStart, anError(404, 7000, 'No route'), 'check account-id'],
    [
      '403 while polling',
      isStatus,
      anError(403, 9109, 'Invalid access token'),
      'unknown, expired or revoked',
    ],
    ['403 while paging', isUsers, anError(403, 10000, 'Authentication error'), 'lacks the permission'],
  ])(
    '%s ends the run whatever on-inconclusive says, and names what to mend',
    async (_, when, response, advice) => {
      const { report, exitCode, requests, files } = await runScenario({
        config: TWO_TESTS,
        inputs: { 'on-inconclusive': 'warn', 'report-only': 'true' },
        fault: answering(when, response),
      });
      expect(report.verdict).toBe('inconclusive');
      expect(report.tests[0]?.findings[0]?.message).toContain(advice);
      expect(report.tests[1]?.findings[0]?.message).toContain('was not started');
      expect(requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
      expect(exitCode).toBe(3);
      expect(files['summary.md']).toContain('could not be proven');
    },
  );
});

describe('trouble with the API', () => {
  it.each([
    ['the status blocked', answering(isStatus, status({ status: 'blocked' })), 'ended "blocked" at 100 %'],
    [
      'the status exceeded time',
      answering(isStatus, status({ status: 'exceeded time', percent_users_processed: 60 })),
      'ended "exceeded time" at 60 %',
    ],
    [
      'an unknown status for ever',
      answering(isStatus, status({ status: 'napping' })),
      'was still "napping" at 100 % when its time was over',
    ],
    ['a test that vanishes', answering(isStatus, anError(404, 12130, 'not found')), 'HTTP 404'],
    [
      'a start that never is accepted',
      answering(isStart, { status: 429, headers: {}, body: '' }),
      'HTTP 429',
    ],
    [
      'a server error to the end',
      answering(isStatus, { status: 503, headers: {}, body: '<html>' }),
      'HTTP 503',
    ],
    [
      'HTML with 200',
      answering(isUsers, { status: 200, headers: {}, body: '<!doctype html>' }),
      'is not JSON',
    ],
    [
      'success: false with 200',
      answering(isUsers, {
        status: 200,
        headers: {},
        body: '{"success":false,"errors":[{"code":1,"message":"no"}]}',
      }),
      '1: no',
    ],
    [
      'a result that is missing',
      answering(isUsers, { status: 200, headers: {}, body: '{"success":true,"errors":[],"messages":[]}' }),
      'documented shape',
    ],
    [
      'a redirect',
      answering(isStatus, { status: 302, headers: { location: 'https://evil.example' }, body: '' }),
      'sends it elsewhere',
    ],
  ])('makes a test inconclusive on %s', async (_, fault, message) => {
    const { report, exitCode, files } = await runScenario({ config: CONFIG, fault });
    expect(report.tests[0]?.verdict).toBe('inconclusive');
    expect(report.tests[0]?.findings[0]?.message).toContain(message);
    expect(report.stopped).toBeUndefined();
    expect(files['summary.md']).toContain('could not be proven');
    expect(exitCode).toBe(3);
  });

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

  it('is a refusal by its code, whatever the HTTP status', async () => {
    const { report, exitCode } = await runScenario({
      config: CONFIG,
      inputs: { 'on-inconclusive': 'warn' },
      fault: answering(isStart, anError(409, 9999, 'access.api.error.not_enabled')),
    });
    expect([report.stopped, exitCode]).toEqual(['refused', 3]);
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
  it.each([
    [
      'nobody was tested',
      status({ total_users: 0, users_approved: 0, users_blocked: 0 }),
      'Nobody was tested',
    ],
    [
      'not everybody was processed',
      status({ percent_users_processed: 99 }),
      'Only 99 % of the users were processed',
    ],
    ['the counts do not add up', status({ users_blocked: 3 }), 'come to 9, the total is 10'],
    [
      'the percentages are not those of the counts',
      status({ percent_approved: 0, percent_blocked: 100 }),
      'Cloudflare says that percent_approved is 0 %, its counts come to 60 %',
    ],
    ['a count is missing', status({ users_errored: undefined }), 'did not tell how many users'],
    [
      'the list is shorter than the counts',
      status({ total_users: 11, users_approved: 7 }),
      'Listed with the status approved: 6 users; the count says 7',
    ],
  ])('are inconclusive when %s', async (_, response, message) => {
    const { report, exitCode } = await runScenario({
      config: CONFIG,
      directory: { ...COMPANY, settings: someSettings() },
      fault: answering(isStatus, response),
    });
    expect(report.verdict).toBe('inconclusive');
    expect(report.tests[0]?.findings.map((finding) => finding.message).join('\n')).toContain(message);
    expect(exitCode).toBe(3);
  });

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

describe('an interrupted run', () => {
  it.each([
    ['while starting', isStart, 'Cloudflare may run it all the same'],
    ['while waiting', isStatus, 'goes on at Cloudflare'],
    ['while listing', isUsers, 'goes on at Cloudflare'],
  ])('reports what it has, with the id of the test, when it ends %s', async (_, interruptAt, message) => {
    const { report, exitCode, files } = await runScenario({ config: TWO_TESTS, interruptAt });
    const [finding] = report.tests[0]?.findings ?? [];
    expect(report.stopped).toBe('interrupted');
    expect(finding?.message).toContain('was interrupted');
    expect(finding?.message).toContain(message);
    expect(files['summary.md']).toContain(report.tests[0]?.policyTestId ?? 'no policy test was started');
    expect(report.tests[1]?.verdict).toBe('inconclusive');
    expect(exitCode).toBe(3);
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
