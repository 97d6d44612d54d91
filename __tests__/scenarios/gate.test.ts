import { describe, expect, it } from '@jest/globals';
import { expectGolden } from '../support/golden.ts';
import { aDirectory, API_TOKEN, aUser, someSettings } from '../support/directory.ts';
import { ALLOW_ENGINEERING, anError, aResult, COMPANY, runScenario } from '../support/scenario.ts';

describe('a gate', () => {
  it('passes when everything that was asked holds', async () => {
    const { transcript } = await runScenario({
      config: `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    thresholds:
      percent_blocked: { max: 40 }
      users_errored: { max: 0 }
    expectations:
      - { user: Alice@Example.com, status: approved, label: an engineer }
      - { users: '*@contractor.example', status: blocked }
`,
    });
    expectGolden('scenarios/golden/passes.txt', transcript);
  });

  it('fails when a change locks people out, and says who', async () => {
    const { transcript, files } = await runScenario({
      config: `
version: 1
tests:
  - name: Grafana
    policies:
      - policy:
          name: Allow engineering from the US
          decision: allow
          include: [{ okta: { name: engineering, identity_provider_id: okta-1 } }]
          require: [{ geo: { country_code: US } }]
    thresholds:
      percent_blocked: { max: 40 }
      users_approved: { min: 6, severity: warning }
    expectations:
      - { user: greta@example.com, status: approved, label: on-call in Germany }
      - { users: '*@example.com', status: approved, waiver: { until: 2026-11-30, owner: it-team, reason: support moves } }
      - { user: new.hire@example.com, status: approved, if_missing: warn }
`,
    });
    expectGolden('scenarios/golden/fails.txt', transcript);
    expectGolden('scenarios/golden/fails.md', files['summary.md']);
    expectGolden('scenarios/golden/fails.json', files['report.json']);
  });
});

const CONFIG = `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    thresholds: { percent_blocked: { max: 40 } }
    expectations: [{ users: '*@nowhere.example', status: blocked, at_least: 0 }]
`;

describe('policy-test-id', () => {
  it('judges a finished test without starting one', async () => {
    const id = 'f1a8b3c9d4e5f6789a0b1c2d3e4f5678a9b0c1d2e3f4a5b67890c1d2e3f4b5a6';
    const first = '62463d4611be89d91024454c27eb9e8d3b498d2e9a24772d8754dbb97614b4be';
    let started = false;
    const { report, requests } = await runScenario({
      config: CONFIG,
      directory: { ...COMPANY, settings: someSettings() },
      inputs: { 'policy-test-id': id },
      fault(request, next) {
        if (!started) {
          started = true;
          const body = JSON.stringify({ policies: [JSON.parse(ALLOW_ENGINEERING)] });
          next({ ...request, method: 'POST', path: request.path.replace(`/${id}`, ''), body });
        }
        const answer = next({ ...request, path: request.path.replace(id, first) });
        return { ...answer, body: answer.body.replace(first, id) };
      },
    });
    expect(report.verdict).toBe('passed');
    expect(requests).toEqual(['GET policy-tests/ID', 'GET policy-tests/ID/users?page=1&per_page=1000']);
  });

  it('is refused when there is no such test', async () => {
    const { report, exitCode } = await runScenario({
      config: CONFIG,
      inputs: { 'policy-test-id': 'gone', 'on-inconclusive': 'warn' },
    });
    expect(report.stopped).toBe('refused');
    expect(report.tests[0]?.findings[0]?.message).toContain('HTTP 404');
    expect(exitCode).toBe(3);
  });

  it('is not refused when the test vanishes after it was found', async () => {
    const counts = { total_users: 1, users_approved: 1, users_blocked: 0, users_errored: 0 };
    const { report } = await runScenario({
      config: CONFIG,
      inputs: { 'policy-test-id': 'x' },
      fault: ({ path }) =>
        path.includes('/users')
          ? anError(404, 12130, 'not found')
          : aResult({ status: 'complete', percent_users_processed: 100, ...counts }),
    });
    expect([report.verdict, report.stopped]).toEqual(['inconclusive', undefined]);
  });

  it('needs a config with one test', async () => {
    const config = `${CONFIG}  - name: Wiki\n    policies: [{ file: allow.json }]\n    thresholds: { total_users: { min: 1 } }\n`;
    await expect(runScenario({ config, inputs: { 'policy-test-id': 'x' } })).rejects.toMatchObject({
      code: 'input',
      message: 'policy-test-id judges one test, but gate.yml has 2.',
    });
    const onlyChecks =
      'version: 1\napplication_checks: [{ name: Wiki, app_id: a, expect: { user: a, status: Success } }]';
    await expect(
      runScenario({ config: onlyChecks, inputs: { 'policy-test-id': 'x' } }),
    ).rejects.toMatchObject({
      message: 'policy-test-id judges one test, but gate.yml has 0.',
    });
  });
});

describe('a large population', () => {
  const users = Array.from({ length: 2_345 }, (_, index) =>
    aUser({
      id: `user-${String(index)}`,
      email: `user${String(index)}@example.com`,
      groups: [index % 10 === 0 ? 'support' : 'engineering'],
    }),
  );
  const directory = aDirectory({ users });

  it('is read in pages of 1000', async () => {
    const { report, requests } = await runScenario({ config: CONFIG, directory });
    expect(report.verdict).toBe('passed');
    expect(report.tests[0]?.counts).toMatchObject({ totalUsers: 2_345, usersBlocked: 235 });
    expect(requests.slice(-3)).toEqual(
      [1, 2, 3].map((page) => `GET policy-tests/ID/users?page=${String(page)}&per_page=1000`),
    );
  });

  it('is read in the smaller pages that a server gives', async () => {
    const { report, requests } = await runScenario({
      config: CONFIG,
      directory,
      fault: (request, next) =>
        next({ ...request, path: request.path.replace('per_page=1000', 'per_page=500') }),
    });
    expect(report.verdict).toBe('passed');
    // The pages beside the first were asked for before it told how many users the server gives.
    expect(requests.slice(-7)).toEqual([
      ...[1, 2, 3].map((page) => `GET policy-tests/ID/users?page=${String(page)}&per_page=1000`),
      ...[2, 3, 4, 5].map((page) => `GET policy-tests/ID/users?page=${String(page)}&per_page=500`),
    ]);
  });

  it('is not proven when a page is lost', async () => {
    const { report } = await runScenario({
      config: CONFIG,
      directory,
      fault: (request, next) => next({ ...request, path: request.path.replace('page=3', 'page=2') }),
    });
    expect(report.verdict).toBe('inconclusive');
  });
});

describe('the requests', () => {
  it('carry the policies as they are written, ids and fields that this project does not know among them', async () => {
    const { received } = await runScenario({
      config: `
version: 1
tests:
  - name: Grafana
    policies:
      - id: 2f9d6e1b-8c47-4e0a-9d35-4b7c8a1f0e66
      - policy: { name: New, decision: allow, include: [{ moon_phase: { full: true } }], tidal_lock: 3 }
      - file: allow.json
    thresholds: { total_users: { min: 1 } }
`,
    });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      policies: [
        '2f9d6e1b-8c47-4e0a-9d35-4b7c8a1f0e66',
        { name: 'New', decision: 'allow', include: [{ moon_phase: { full: true } }], tidal_lock: 3 },
        JSON.parse(ALLOW_ENGINEERING),
      ],
    });
  });

  it('authorize with the token, or with the older pair', async () => {
    const byToken = await runScenario({ config: CONFIG });
    expect(byToken.received[0]?.headers).toMatchObject({
      authorization: `Bearer ${API_TOKEN}`,
      'user-agent': expect.stringMatching(/^access-policy-gate\/\d/),
    });
    const apiKey = { email: 'admin@example.com', key: 'f00d' };
    const byKey = await runScenario({
      config: CONFIG,
      directory: { ...COMPANY, apiKey },
      inputs: { 'api-token': '', 'api-email': apiKey.email, 'api-key': apiKey.key },
    });
    expect(byKey.report.verdict).toBe('passed');
    expect(byKey.received[0]?.headers).toMatchObject({
      'x-auth-email': apiKey.email,
      'x-auth-key': apiKey.key,
    });
    expect(byKey.received[0]?.headers).not.toHaveProperty('authorization');
  });
});

describe('leniency', () => {
  it.each([
    ['findings do not fail with report-only', { 'report-only': 'true' }, 0],
    ['findings fail without it', {}, 1],
    ['findings fail whatever on-inconclusive says', { 'on-inconclusive': 'warn' }, 1],
  ])('%s', async (_, inputs, expected) => {
    const { report, exitCode } = await runScenario({ config: CONFIG.replace('40', '10'), inputs });
    expect([report.verdict, exitCode]).toEqual(['failed', expected]);
  });
});
