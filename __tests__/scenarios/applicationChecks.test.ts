import { describe, expect, it } from '@jest/globals';
import { type Application } from '../../src/emulator/directory.ts';
import { expectGolden } from '../support/golden.ts';
import { anError, COMPANY, runScenario } from '../support/scenario.ts';

const WIKI = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
const ZONE = 'f0'.repeat(16);

/** The wiki lets engineering in and nobody else; Cloudflare answers about `user`. */
function companyAsking(user: string | undefined) {
  const rules = { require: [], exclude: [] };
  const wiki: Application = {
    id: WIKI,
    name: 'Wiki',
    domain: 'wiki.example.com',
    zoneId: ZONE,
    policies: [
      {
        ...rules,
        name: 'Deny contractors',
        decision: 'deny',
        include: [{ email_domain: { domain: 'contractor.example' } }],
      },
      {
        ...rules,
        name: 'Allow engineering',
        decision: 'allow',
        include: [{ okta: { name: 'engineering', identity_provider_id: 'okta-1' } }],
      },
    ],
    checkedUser: COMPANY.users.find(({ email }) => email === user),
  };
  return { ...COMPANY, zoneIds: new Set([ZONE]), applications: new Map([[WIKI, wiki]]) };
}

const CHECK = `
version: 1
application_checks:
  - name: Alice reaches the wiki
    app_id: ${WIKI}
    expect:
      user: alice@example.com
      status: Success
      policies: [{ precedence: 1, status: Failure }, { precedence: 2, status: Success }]
`;

describe('application checks', () => {
  it('stand beside the tests in every report, judged by what Cloudflare says of the saved application', async () => {
    const { transcript, files } = await runScenario({
      directory: companyAsking('alice@example.com'),
      config: `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    thresholds: { percent_blocked: { max: 40 } }
application_checks:
  - name: Alice reaches the wiki
    app_id: ${WIKI}
    expect: { user: alice@example.com, status: Success }
  - name: Alice reaches the wiki through its zone
    app_id: ${WIKI}
    zone_id: ${ZONE}
    expect: { user: alice@example.com, policies: [{ precedence: 1, status: Success }] }
  - name: Sam does not reach the wiki
    app_id: ${WIKI}
    expect: { user: sam@example.com, status: Failure }
`,
    });

    expectGolden('scenarios/golden/checks.txt', transcript);
    expectGolden('scenarios/golden/checks.md', files['summary.md']);
    expectGolden('scenarios/golden/checks.json', files['report.json']);
  });

  it('are enough of a config, and make a run without any policy test', async () => {
    const { report, requests, exitCode } = await runScenario({
      directory: companyAsking('alice@example.com'),
      config: CHECK,
    });

    expect([report.verdict, exitCode]).toEqual(['passed', 0]);
    expect(requests).toEqual([`GET apps/${WIKI}/user_policy_checks`]);
  });

  it.each([
    ['another user', 'sam@example.com'],
    ['nobody', undefined],
  ])('prove nothing when Cloudflare answers about %s', async (_, user) => {
    const { report, exitCode } = await runScenario({ directory: companyAsking(user), config: CHECK });

    expect([report.verdict, exitCode]).toEqual(['inconclusive', 3]);
  });

  it('fail the run when the application is not as expected', async () => {
    const { report, exitCode } = await runScenario({
      directory: companyAsking('alice@example.com'),
      config: CHECK.replace('status: Success\n', 'status: Failure\n'),
    });

    expect([report.verdict, exitCode]).toEqual(['failed', 1]);
  });

  it('that Cloudflare refuses end the run', async () => {
    const outcome = await runScenario({
      config: `${CHECK}  - { name: Second, app_id: a, expect: { user: a, status: Success } }\n`,
      inputs: { 'on-inconclusive': 'warn' },
      fault: () => anError(403, 10000, 'Authentication error'),
    });

    expect([outcome.report.stopped, outcome.exitCode]).toEqual(['refused', 3]);
    expect(outcome.requests).toHaveLength(1);
    expect(outcome.transcript).toContain('lacks the permission "Access: Apps and Policies Read"');
    expect(outcome.report.applicationChecks.map(({ verdict }) => verdict)).toEqual([
      'inconclusive',
      'inconclusive',
    ]);
  });

  it('of an application that does not exist fail the run, and the others go on', async () => {
    const { report, exitCode, transcript } = await runScenario({
      directory: companyAsking('alice@example.com'),
      config: CHECK.replace(
        'application_checks:',
        `application_checks:\n  - { name: Gone, app_id: gone, expect: { user: a, status: Success } }`,
      ),
      inputs: { 'on-inconclusive': 'warn' },
    });

    expect(report.applicationChecks.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'passed']);
    expect([report.stopped, exitCode]).toEqual(['refused', 3]);
    expect(transcript).toContain('It does not exist');
  });

  it('know people by the labels of the tests', async () => {
    const { transcript } = await runScenario({
      directory: companyAsking('sam@example.com'),
      config: `
version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    expectations: [{ user: alice@example.com, status: approved, label: the lead }]
application_checks:
  - { name: Wiki, app_id: ${WIKI}, expect: { user: Alice@example.com, status: Success } }
`,
    });

    expect(transcript).toContain('so it proves nothing of the lead.');
  });

  it('that are not answered prove nothing, and the others go on', async () => {
    const { report, exitCode } = await runScenario({
      directory: companyAsking('alice@example.com'),
      config: CHECK.replace(
        'application_checks:',
        `application_checks:\n  - { name: First, app_id: first, expect: { user: a, status: Success } }`,
      ),
      fault: (request, next) =>
        request.path.includes('first') ? anError(500, 10000 + 1, 'oops') : next(request),
    });

    expect(report.applicationChecks.map(({ verdict }) => verdict)).toEqual(['inconclusive', 'passed']);
    expect(exitCode).toBe(3);
  });

  it('are reported as interrupted when the run is', async () => {
    const { report, exitCode } = await runScenario({
      directory: companyAsking('alice@example.com'),
      config: CHECK,
      interruptAt: () => true,
    });

    expect(report.stopped).toBe('interrupted');
    expect(report.applicationChecks[0]?.findings[0]?.message).toContain('interrupted');
    expect(exitCode).toBe(3);
  });

  it('are not asked in mode validate', async () => {
    const { report, requests } = await runScenario({ config: CHECK, inputs: { mode: 'validate' } });

    expect(report.verdict).toBe('skipped');
    expect(report.applicationChecks.map(({ verdict }) => verdict)).toEqual(['skipped']);
    expect(requests).toEqual([]);
  });
});
