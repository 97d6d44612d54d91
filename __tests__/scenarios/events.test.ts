import { describe, expect, it } from '@jest/globals';
import { InputError } from '../../src/errors.ts';
import { planText } from '../support/plan.ts';
import { type Outcome, runScenario, type Scenario } from '../support/scenario.ts';

const CONFIG = `version: 1
tests:
  - name: Grafana
    policies: [{ file: allow.json }]
    thresholds: { percent_blocked: { max: 50 } }
    expectations:
      - { user: alice@example.com, status: approved }
      - { user: ben@example.com, status: approved, label: on call }
`;

const WITHOUT_SECRETS = { 'api-token': '', 'account-id': '' };

function run(name: string, file = name, scenario: Partial<Scenario> = {}): Promise<Outcome> {
  return runScenario({ config: CONFIG, event: { name, file }, ...scenario });
}

describe('a run with a token', () => {
  it.each([
    ['pull_request', 'pull_request'],
    ['pull_request', 'pull_request.fork'],
    ['pull_request', 'pull_request.dependabot'],
    ['pull_request_target', 'pull_request_target'],
    ['workflow_run', 'workflow_run'],
    ['merge_group', 'merge_group'],
    ['workflow_dispatch', 'workflow_dispatch'],
    ['schedule', 'schedule'],
    ['push', 'push.public'],
  ])('tests the policies, started by %s of %s.json', async (name, file) => {
    const { report, exitCode, requests } = await run(name, file);
    expect(report.verdict).toBe('passed');
    expect(exitCode).toBe(0);
    expect(requests).toContain('POST policy-tests');
  });

  it.each([
    ['pull_request_target', 'pull_request_target.fork'],
    ['pull_request_target', 'pull_request.deleted-fork'],
    ['workflow_run', 'workflow_run.fork'],
  ])('is refused when %s of %s.json gives it to commits of another repository', async (name, file) => {
    let isAsked = false;
    const fault: Scenario['fault'] = (request, next) => {
      isAsked = true;
      return next(request);
    };
    const refused = run(name, file, { fault });
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(/a stranger's policies must not be tested with them/);
    expect(isAsked).toBe(false);
    await expect(run(name, file, { inputs: WITHOUT_SECRETS })).rejects.toThrow(/use the event pull_request/);
  });
});

describe('a run without a token', () => {
  it.each([
    ['pull_request.fork', 'the pull request comes from a fork'],
    ['pull_request.public-fork', 'the pull request comes from a fork'],
    ['pull_request.deleted-fork', 'the pull request comes from a fork'],
    ['pull_request.dependabot', 'Dependabot started the run'],
  ])('is skipped for %s.json, and says why', async (file, reason) => {
    const { report, exitCode, requests, transcript, files } = await run('pull_request', file, {
      inputs: WITHOUT_SECRETS,
    });
    expect([report.verdict, exitCode, requests]).toEqual(['skipped', 0, []]);
    expect(transcript).toContain(`info: Nothing is tested: ${reason}, which gets no secrets;`);
    expect(files['summary.md']).toContain(`nothing was tested, because ${reason}, which gets no secrets;`);
    expect(JSON.parse(files['report.json'])).toMatchObject({
      verdict: 'skipped',
      tests: [{ verdict: 'skipped', policy_test_id: null }],
    });
  });

  it.each<[string, Record<string, string>]>([
    ['half of the older pair', { 'api-email': 'admin@example.com' }],
    ['an account', { 'account-id': 'not one' }],
  ])('is skipped for a fork although it has %s', async (_, inputs) => {
    const { report } = await run('pull_request', 'pull_request.fork', {
      inputs: { ...WITHOUT_SECRETS, ...inputs },
    });
    expect(report.verdict).toBe('skipped');
  });

  it.each([
    ['pull_request', 'pull_request'],
    ['pull_request', 'pull_request.dependabot-branch-pushed-by-member'],
    ['pull_request_target', 'pull_request_target'],
    ['merge_group', 'merge_group'],
    ['workflow_dispatch', 'workflow_dispatch'],
    ['schedule', 'schedule'],
    ['push', 'push.public'],
  ])('is an error for %s of %s.json', async (name, file) => {
    await expect(run(name, file, { inputs: WITHOUT_SECRETS })).rejects.toThrow(/^api-token is missing: /);
  });

  it('still fails the config of a fork that is wrong', async () => {
    const config = CONFIG.replace('approved', 'aproved');
    await expect(
      run('pull_request', 'pull_request.fork', { config, inputs: WITHOUT_SECRETS }),
    ).rejects.toThrow(/^gate\.yml:7:44: .*did you mean "approved"\?/);
  });

  it('still fails a policy of a fork whose text alone fails', async () => {
    const config = CONFIG.replace(
      '    thresholds:',
      '    policy_findings: { everyone_allowed: error }\n    thresholds:',
    );
    const everyone = JSON.stringify({ name: 'Open', decision: 'allow', include: [{ everyone: {} }] });
    const { report, exitCode } = await run('pull_request', 'pull_request.fork', {
      config,
      inputs: WITHOUT_SECRETS,
      files: { 'allow.json': everyone },
    });
    expect([report.verdict, exitCode]).toEqual(['failed', 1]);
  });

  it('is skipped, too, where a plan tells too little to be tested', async () => {
    const address = 'cloudflare_zero_trust_access_policy.list';
    const after = { name: 'List', decision: 'allow', include: [{ email_list: {} }] };
    const unknown = { include: [{ email_list: { id: true } }] };
    const { report, exitCode } = await run('pull_request', 'pull_request.fork', {
      config: `version: 1\ntests: [{ from_plan: ${address}, thresholds: { users_lost: { max: 0 } } }]\n`,
      inputs: { ...WITHOUT_SECRETS, 'terraform-plan': 'plan.json' },
      files: { 'plan.json': planText([{ address, actions: ['create'], after, unknown }]) },
    });
    expect(report.tests).toMatchObject([{ verdict: 'skipped', findings: [{ rule: 'testable' }] }]);
    expect([report.verdict, exitCode]).toEqual(['skipped', 0]);
  });
});

describe('who people are', () => {
  const violated = CONFIG.replace('percent_blocked: { max: 50 }', 'percent_blocked: { max: 0 }');
  const inputs = { identities: 'full' };

  it.each<[string, Partial<Scenario>]>([
    ['a terminal', {}],
    ['a private repository', { event: { name: 'pull_request', file: 'pull_request' } }],
  ])('is told in full in %s, where that is asked for', async (_, scenario) => {
    const { files, transcript } = await runScenario({ config: violated, inputs, ...scenario });
    expect(transcript).toContain('carl@contractor.example');
    expect(files['summary.md']).toContain('`carl@contractor.example`');
    expect(files['summary.md']).toContain('People are shown with their addresses');
    expect(JSON.parse(files['report.json'])).toMatchObject({
      tests: [
        {
          findings: [
            {
              users: expect.arrayContaining([
                {
                  label: 'carl@contractor.example',
                  id: '00000000-0000-8000-8000-6361726c2e2e',
                  email: 'carl@contractor.example',
                  name: 'carl Surname',
                },
              ]) as unknown,
            },
          ],
        },
      ],
    });
    expect(files['snapshot.json']).not.toContain('carl');
  });

  it.each<[string, Scenario['event'], string]>([
    ['a public repository', { name: 'push', file: 'push.public' }, 'this repository is public'],
    [
      'a public repository that a fork asks to pull',
      { name: 'pull_request', file: 'pull_request.public-fork' },
      'this repository is public',
    ],
    [
      'a repository of which nothing is told',
      { name: 'push', file: 'empty' },
      'the event does not tell whether',
    ],
  ])('is never told in %s, which says so', async (_, event, reason) => {
    // That no output has an address or a name is asked of every scenario.
    const { report, transcript, files } = await runScenario({
      config: violated,
      inputs: { ...inputs, identities: 'full' },
      ...(event && { event }),
    });
    expect(report.identities).toBe('redacted');
    expect(transcript).toContain(`identities: full is not followed, because ${reason}`);
    expect(files['summary.md']).toContain('People are shown as labels or pseudonyms.');
    expect(files['summary.md']).toContain(reason);
  });
});
