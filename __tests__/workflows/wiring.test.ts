import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Contexts,
  fill,
  fillAll,
  type GivenStep,
  givenSteps,
  isMet,
  type Status,
  valueOf,
} from '../support/expressions.ts';
import { readCalls, runStep, scriptIn, standIn } from '../support/steps.ts';
import { type Job, readWorkflow, type Workflow } from '../support/workflows.ts';

/** What a workflow takes when it is called, and what it gives back. */
interface Call {
  readonly inputs: Readonly<Record<string, { readonly type: string; readonly default: unknown }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
}

const ALL: readonly Status[] = ['success', 'failure', 'cancelled'];

/** Each value is another, so that none can be in the place of another. */
const GITHUB = {
  event_name: 'pull_request',
  repository: 'example-org/access-policies',
  ref: 'refs/pull/7/merge',
  server_url: 'https://github.example.com',
  run_id: '41',
  token: 'token-of-the-run',
  event: {
    repository: { name: 'access-policies' },
    pull_request: { head: { repo: { full_name: 'example-org/access-policies' } } },
    sender: { login: 'alice-archer' },
  },
};
const MERGE_GROUP = {
  ...GITHUB,
  event_name: 'merge_group',
  event: { merge_group: { base_sha: 'sha-of-the-base', head_sha: 'sha-of-the-head' } },
};
const SECRETS = {
  CLOUDFLARE_API_TOKEN: 'token-to-test',
  TERRAFORM_API_TOKEN: 'token-to-plan',
  CLOUDFLARE_ACCOUNT_ID: 'account-of-the-secret',
};
const VARS = { CLOUDFLARE_ACCOUNT_ID: 'account-of-the-variable' };
const STARTED = {
  github: GITHUB,
  inputs: {},
  secrets: SECRETS,
  vars: VARS,
  runner: { temp: '/runner/temp' },
  steps: { change: { outputs: { 'is-tested': 'true' } } },
  needs: {},
  matrix: { part: 'part-of-the-matrix', account: '', shard: 'shard-of-the-matrix' },
};

const [pr, audit, gate] = ['pr', 'audit', 'gate'].map((name) =>
  readWorkflow(`access-policy-${name}.yml`),
) as [Workflow, Workflow, Workflow];

const jobOf = (workflow: Workflow, id: string): Job & { readonly environment?: string } =>
  workflow.jobs[id] ?? {};
const cancellationOf = ({ concurrency }: Workflow): unknown =>
  (concurrency as { readonly 'cancel-in-progress'?: unknown } | undefined)?.['cancel-in-progress'];
const callOf = ({ on }: Workflow): Call => (on as { readonly workflow_call: Call }).workflow_call;

/** Inputs of which none has its default, nor the value of another. */
const INPUTS: Readonly<Record<string, unknown>> = Object.fromEntries(
  [pr, audit, gate]
    .flatMap((workflow) => Object.entries(callOf(workflow).inputs))
    .map(([name, { type }]) => [name, { boolean: true, number: name.length }[type] ?? `given-as-${name}`]),
);

/** The step that runs the action. */
const actionIn = (job: Job, contexts: Contexts): GivenStep | undefined => givenSteps(job, contexts)['$/gate'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-wiring-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const TESTING: readonly [name: string, workflow: Workflow, job: string][] = [
  ['access-policy-pr.yml', pr, 'gate'],
  ['access-policy-audit.yml', audit, 'audit'],
  ['access-policy-gate.yml', gate, 'gate'],
];

describe.each(TESTING)('the job of %s that tests', (_, workflow, id) => {
  const job = jobOf(workflow, id);

  it('gives the token of Cloudflare to the action, and to no other step', () => {
    const steps = givenSteps(job, { ...STARTED, inputs: INPUTS });
    const holders = Object.entries(steps).filter(([, given]) =>
      JSON.stringify(given).includes(SECRETS.CLOUDFLARE_API_TOKEN),
    );
    expect(holders.map(([name]) => name)).toEqual(['$/gate']);
    expect(steps['$/gate']?.with['api-token']).toBe(SECRETS.CLOUDFLARE_API_TOKEN);
  });

  it('tests the account of the variable, and where there is none, that of the secret', () => {
    const accountOf = (contexts: Contexts): unknown => actionIn(job, contexts)?.with['account-id'];
    expect(accountOf(STARTED)).toBe(VARS.CLOUDFLARE_ACCOUNT_ID);
    expect(accountOf({ ...STARTED, secrets: {} })).toBe(VARS.CLOUDFLARE_ACCOUNT_ID);
    expect(accountOf({ ...STARTED, vars: {} })).toBe(SECRETS.CLOUDFLARE_ACCOUNT_ID);
  });

  it('has the secrets of the environment that it is called with', () => {
    expect(fill(job.environment, { inputs: INPUTS })).toBe(INPUTS['environment']);
  });
});

it('every job runs on the runner that its workflow is called with', () => {
  for (const job of [pr, audit, gate].flatMap(({ jobs }) => Object.values(jobs)))
    expect(fill((job as { readonly 'runs-on'?: string })['runs-on'], { inputs: INPUTS })).toBe(
      INPUTS['runs-on'],
    );
});

describe.each([
  ['access-policy-pr.yml', pr],
  ['access-policy-audit.yml', audit],
])('%s', (_, workflow) => {
  const defaults = Object.fromEntries(
    Object.entries(callOf(workflow).inputs).map(([name, input]) => [name, input.default]),
  );

  it('does by itself, without inputs, what it does when it is called with its defaults', () => {
    const jobs = (inputs: unknown): unknown =>
      Object.values(workflow.jobs).map((job: Job & { readonly 'runs-on'?: string }) => {
        const contexts = { ...STARTED, inputs, needs: { audit: { outputs: { verdict: 'failed' } } } };
        return [
          fill(job['runs-on'], contexts),
          isMet(job.if, contexts, 'success'),
          givenSteps(job, contexts),
        ];
      });
    expect(jobs({})).toEqual(jobs(defaults));
  });

  it('waits for what is the same only', () => {
    const groupOf = (contexts: Contexts): string => fill(workflow.concurrency?.group, contexts);
    const own = groupOf({ ...STARTED, inputs: INPUTS });
    expect(groupOf({ github: { ...GITHUB, run_id: '42' }, inputs: INPUTS })).toBe(own);
    const telling = ['config', 'environment', 'report-name'].filter((name) => name in defaults);
    const others = [
      { github: { ...GITHUB, ref: 'refs/pull/8/merge' }, inputs: INPUTS },
      ...telling.map((name) => ({ ...STARTED, inputs: { ...INPUTS, [name]: 'other' } })),
    ].map(groupOf);
    expect(new Set([own, ...others]).size).toBe(telling.length + 2);
  });

  it('runs in every repository but its own', () => {
    const [first] = Object.values(workflow.jobs);
    const runsIn = (repository: string): boolean => isMet(first?.if, { github: { repository } }, 'success');
    expect(runsIn(GITHUB.repository)).toBe(true);
    expect(runsIn('access-policy-gate/access-policy-gate')).toBe(false);
  });

  it('has the verdict of its job, and is not proven when that had none', () => {
    const { value } = callOf(workflow).outputs['verdict'] ?? { value: '' };
    const [id = ''] = Object.keys(workflow.jobs);
    expect(fill(value, { jobs: { [id]: { outputs: { verdict: 'passed' } } } })).toBe('passed');
    expect(fill(value, { jobs: { [id]: { result: 'success', outputs: {} } } })).toBe('inconclusive');
  });
});

describe('access-policy-pr.yml', () => {
  const job = jobOf(pr, 'gate');

  it.each([
    ['nothing is to be tested', 'false', 'terraform', SECRETS, []],
    ['there is nothing to plan', 'true', '', SECRETS, ['$/gate']],
    ['there is no token', 'true', 'terraform', {}, ['$/gate']],
    [
      'there is something to plan',
      'true',
      'terraform',
      SECRETS,
      ['hashicorp/setup-terraform', 'Plan', '$/gate'],
    ],
  ])('runs the steps that it needs when %s', (_, isTested, directory, secrets, names) => {
    const steps = givenSteps(job, {
      ...STARTED,
      inputs: { 'terraform-directory': directory },
      secrets,
      steps: { change: { outputs: { 'is-tested': isTested } } },
    });
    expect(Object.keys(steps)).toEqual(['actions/checkout', 'Look at what changes', ...names]);
  });

  it('looks at what its inputs name', () => {
    const env = (contexts: Contexts): unknown => givenSteps(job, contexts)['Look at what changes']?.env;
    expect(env({ ...STARTED, github: MERGE_GROUP, inputs: INPUTS })).toEqual({
      CONFIG: INPUTS['config'],
      PATHS: INPUTS['paths'],
      TERRAFORM_DIRECTORY: INPUTS['terraform-directory'],
      HAS_TOKEN: 'true',
      HAS_NO_SECRETS: 'false',
      BASE_SHA: 'sha-of-the-base',
    });
    for (const secrets of [{}, { CLOUDFLARE_API_TOKEN: '' }])
      expect(env({ ...STARTED, secrets })).toMatchObject({ HAS_TOKEN: 'false', BASE_SHA: '' });
  });

  it.each([
    ['a branch of the repository', {}, 'false'],
    ['a fork', { pull_request: { head: { repo: { full_name: 'mallory/access-policies' } } } }, 'true'],
    ['a fork that is gone', { pull_request: { head: { repo: null } } }, 'true'],
    ['Dependabot', { sender: { login: 'dependabot[bot]' } }, 'true'],
  ])('knows whether %s gets secrets', (_, event, expected) => {
    const github = { ...GITHUB, event: { ...GITHUB.event, ...event } };
    expect(givenSteps(job, { ...STARTED, github })['Look at what changes']?.env['HAS_NO_SECRETS']).toBe(
      expected,
    );
  });

  it('checks out a merge with its parents, and all that a merge group is built on', () => {
    const depth = (github: unknown): unknown =>
      givenSteps(job, { ...STARTED, github })['actions/checkout']?.with['fetch-depth'];
    expect([depth(GITHUB), depth(MERGE_GROUP)]).toEqual(['2', '0']);
  });

  it('plans with the token of Terraform, and leaves in the folder nothing but what the gate reads', () => {
    const steps = givenSteps(job, { ...STARTED, inputs: { 'terraform-directory': 'terraform' } });
    const plan = steps['Plan'];
    standIn(
      folder,
      'terraform',
      'for word in "$@"; do if [[ $word == -out=* ]]; then echo secret > "${word#-out=}"; fi; done\n' +
        `echo "$1 $CLOUDFLARE_API_TOKEN" >> '${folder}/tokens'`,
    );
    expect(runStep(scriptIn(pr, 'gate', 'Plan'), folder, plan?.env ?? {}).exitCode).toBe(0);
    const left = readdirSync(join(folder, 'work'));
    expect(left.map((name) => `${plan?.['working-directory'] ?? ''}/${name}`)).toEqual([
      steps['$/gate']?.with['terraform-plan'],
    ]);
    expect(plan?.env['CLOUDFLARE_API_TOKEN']).toBe(SECRETS.TERRAFORM_API_TOKEN);
    // Its wrapper writes into what terraform show prints.
    expect(steps['hashicorp/setup-terraform']?.with['terraform_wrapper']).toBe('false');
  });

  it('gives the action what was chosen, and no plan where none is made', () => {
    const contexts = {
      ...STARTED,
      steps: { change: { outputs: { 'is-tested': 'true', 'config-ref': 'base' } } },
    };
    expect(actionIn(job, { ...contexts, inputs: { config: 'own.yml' } })?.with).toEqual({
      'api-token': SECRETS.CLOUDFLARE_API_TOKEN,
      'account-id': VARS.CLOUDFLARE_ACCOUNT_ID,
      config: 'own.yml',
      'config-ref': 'base',
      'terraform-plan': '',
      comment: 'on-failure',
    });
  });

  it('has the verdict of the gate, or where that did not run, the one of what it looked at', () => {
    const outputs = (steps: unknown): unknown => fillAll(job.outputs, { ...STARTED, steps });
    const change = { outputs: { verdict: 'skipped', violations: '9' } };
    expect(outputs({ change, gate: { outputs: { verdict: 'failed', violations: '3' } } })).toEqual({
      verdict: 'failed',
      violations: '3',
    });
    expect(outputs({ change })).toEqual({ verdict: 'skipped', violations: '' });
    const { violations } = callOf(pr).outputs;
    expect(fill(violations?.value, { jobs: { gate: { outputs: { violations: '3' } } } })).toBe('3');
  });

  it('ends an older run about a pull request, and none about a merge group', () => {
    const isCancelled = cancellationOf(pr);
    expect(valueOf(isCancelled, { github: GITHUB })).toBe(true);
    expect(valueOf(isCancelled, { github: MERGE_GROUP })).toBe(false);
  });
});

describe('access-policy-audit.yml', () => {
  const job = jobOf(audit, 'issue');
  const needs = (verdict: string): unknown => ({ audit: { result: 'success', outputs: { verdict } } });

  it('audits the config that it is called with, and hands its report to the job of the issue', () => {
    const contexts = { ...STARTED, inputs: INPUTS };
    const steps = givenSteps(jobOf(audit, 'audit'), contexts);
    const upload = steps['actions/upload-artifact']?.with;
    expect(steps['$/gate']?.with).toMatchObject({ config: INPUTS['config'], 'report-dir': upload?.['path'] });
    expect(upload).toEqual({ name: INPUTS['report-name'], path: expect.any(String), overwrite: 'true' });
    const download = givenSteps(job, { ...contexts, needs: needs('failed') })['actions/download-artifact'];
    expect(download?.with['name']).toBe(upload?.['name']);
  });

  it('hands the report on when the gate failed, but not when it was cancelled', () => {
    const uploads = ALL.map(
      (status) => 'actions/upload-artifact' in givenSteps(jobOf(audit, 'audit'), STARTED, status),
    );
    expect(uploads).toEqual([true, true, false]);
  });

  it('ends no older audit', () => {
    expect(valueOf(cancellationOf(audit), { github: GITHUB })).toBe(false);
  });

  it('has the verdict of the gate', () => {
    const steps = { gate: { outcome: 'success', outputs: { verdict: 'failed' } } };
    expect(fillAll(jobOf(audit, 'audit').outputs, { ...STARTED, steps })).toEqual({ verdict: 'failed' });
  });

  it('keeps an issue for a proven verdict only, whether the job before failed or not, unless it is told not to', () => {
    const starts = (verdict: string, status: Status, inputs: unknown = {}): boolean =>
      isMet(job.if, { ...STARTED, inputs, needs: needs(verdict) }, status);
    const proven = ALL.flatMap((status) => ['passed', 'failed'].map((verdict) => starts(verdict, status)));
    expect(proven).toEqual([true, true, true, true, false, false]);
    expect(['inconclusive', 'skipped', ''].map((verdict) => starts(verdict, 'failure'))).not.toContain(true);
    expect(starts('failed', 'failure', { 'keep-issue': true })).toBe(false);
  });

  it.each([
    ['failed', 'issue create --title Access differs from its snapshot: own.yml (own-report) --label '],
    ['passed', 'issue close 7 --reason completed --comment '],
  ])('keeps the issue of its repository and config when the verdict is %s', (verdict, last) => {
    const inputs = { config: 'own.yml', 'report-name': 'own-report' };
    const steps = givenSteps(job, { ...STARTED, inputs, needs: needs(verdict) });
    const given = steps['Keep one issue'];
    const unpacked = join(folder, 'work', steps['actions/download-artifact']?.with['path'] ?? '');
    const issue = '7 github-actions[bot] false Access differs from its snapshot: own.yml (own-report)\n';
    mkdirSync(unpacked, { recursive: true });
    writeFileSync(join(unpacked, 'comment.md'), 'Who lost access.\n');
    writeFileSync(join(folder, 'issues'), verdict === 'passed' ? issue : '');
    standIn(
      folder,
      'gh',
      `if [[ $1 == api ]]; then cat '${folder}/issues'; fi; [[ $* != *--body-file* || -f \${!#} ]]`,
    );
    expect(runStep(scriptIn(audit, 'issue'), folder, given?.env ?? {}).exitCode).toBe(0);
    const [query = '', ...calls] = readCalls(folder, 'gh');
    expect(query).toContain(` repos/${GITHUB.repository}/issues `);
    // As many as GitHub gives at once: https://docs.github.com/en/rest/issues/issues#list-repository-issues
    expect(Number(/ per_page=(\d+) /.exec(query)?.[1])).toBe(100);
    expect(calls.at(-1)?.startsWith(last)).toBe(true);
    if (verdict === 'passed')
      expect(calls.at(-1)?.endsWith(` ${GITHUB.server_url}/${GITHUB.repository}/actions/runs/41`)).toBe(true);
    expect(given?.env).toMatchObject({ GH_TOKEN: GITHUB.token, GH_REPO: GITHUB.repository });
  });
});

describe('access-policy-gate.yml', () => {
  const [testing, reporting] = [jobOf(gate, 'gate'), jobOf(gate, 'report')];
  const called = { ...STARTED, inputs: INPUTS };
  const textOf = (name: string): string => String(INPUTS[name]);

  it('divides the work as it is called to', () => {
    expect(givenSteps(jobOf(gate, 'plan'), called)['Divide the work']?.env).toEqual({
      ACCOUNTS: textOf('accounts'),
      SHARDS: textOf('shards'),
      REPORT_NAME: textOf('report-name'),
      PLAN: textOf('terraform-plan'),
      PLAN_ARTIFACT: textOf('terraform-plan-artifact'),
    });
  });

  it('makes the jobs into which the work is divided', () => {
    const parts = { matrix: '{"include":[{"part":"1-of-1"}]}', reports: 'parts/1-of-1/report.json' };
    const outputs = fillAll(jobOf(gate, 'plan').outputs, { steps: { parts: { outputs: parts } } });
    const needs = { plan: { outputs } };
    expect(valueOf(testing.strategy?.matrix, { needs })).toEqual({ include: [{ part: '1-of-1' }] });
    expect(actionIn(reporting, { ...called, needs })?.with['reports']).toBe(parts.reports);
    expect(actionIn(reporting, called)?.with['reports']).not.toBe(''); // which would be a mistake of the caller
  });

  it.each([
    [
      'gate',
      testing,
      [
        ...['config', 'config-ref', 'report-only', 'on-inconclusive', 'terraform-plan', 'identities'],
        ...['timeout-minutes', 'rate-limit-reserve'],
      ],
    ],
    ['report', reporting, ['config', 'report-only', 'on-inconclusive', 'identities', 'comment']],
  ])('hands its inputs to the action in the job %s', (_, job, names) => {
    expect(actionIn(job, called)?.with).toMatchObject(
      Object.fromEntries(names.map((name) => [name, textOf(name)])),
    );
  });

  it('tests the account and the shard of the matrix', () => {
    const matrix = { part: 'part', account: 'account-of-the-matrix', shard: '1/2' };
    expect(actionIn(testing, { ...called, matrix })?.with).toMatchObject({
      'account-id': 'account-of-the-matrix',
      shard: '1/2',
    });
  });

  it.each([
    ['there is none', '', '', undefined],
    ['it is in the repository', 'plan.json', '', undefined],
    ['a job before left it', 'plan.json', 'plan', { name: 'plan' }],
  ])('fetches the plan only from where it is: %s', (_, plan, artifact, given) => {
    const inputs = { ...INPUTS, 'terraform-plan': plan, 'terraform-plan-artifact': artifact };
    const steps = givenSteps(testing, { ...called, inputs });
    expect(steps['actions/download-artifact']?.with).toEqual(given);
    expect(steps['$/gate']?.with['terraform-plan']).toBe(plan);
  });

  it('keeps apart what two calls of one run leave, and finds its own, also when a job runs again', () => {
    const artifactsOf = (name: string): Record<string, string>[] => {
      const contexts = { ...called, inputs: { ...INPUTS, 'report-name': name } };
      const [part, report] = [testing, reporting].map((job) => givenSteps(job, contexts));
      return [
        part?.['actions/upload-artifact'],
        report?.['actions/download-artifact'],
        report?.['actions/upload-artifact'],
      ].map((step) => step?.with ?? {});
    };
    const [part, download, report] = artifactsOf('one');
    const [otherPart, , otherReport] = artifactsOf('other');
    const prefix = download?.['pattern']?.replace(/\*$/, '') ?? '';
    expect(part?.['name']).toBe(`${prefix}${STARTED.matrix.part}`);
    expect(otherPart?.['name']?.startsWith(prefix)).toBe(false);
    expect([report?.['name'], otherReport?.['name']]).toEqual(['one', 'other']);
    expect(report?.['name']?.startsWith(prefix)).toBe(false);
    expect([part?.['overwrite'], report?.['overwrite']]).toEqual(['true', 'true']);
    for (const [job, upload] of [
      [testing, part],
      [reporting, report],
    ] as const)
      expect(actionIn(job, called)?.with['report-dir']?.startsWith(upload?.['path'] ?? '?')).toBe(true);
  });

  it('makes one report and concludes, whatever became of the jobs and steps before', () => {
    for (const status of ALL) {
      expect(isMet(reporting.if, called, status)).toBe(true);
      expect(Object.keys(givenSteps(reporting, called, status))).toHaveLength(4);
      expect(givenSteps(testing, called, status)).toHaveProperty(['actions/upload-artifact']);
    }
  });

  it('holds the verdict of the report against the result of the jobs', () => {
    const contexts = {
      ...called,
      needs: { plan: { result: 'success' }, gate: { result: 'failure', outputs: { verdict: 'passed' } } },
      steps: { merge: { outcome: 'success', outputs: { verdict: 'failed' } } },
    };
    expect(givenSteps(reporting, contexts)['Hold the verdict against how the jobs ended']?.env).toEqual({
      RESULT: 'failure',
      VERDICT: 'failed',
    });
  });

  it('gives back what was concluded, the figures of the report, and where that is', () => {
    const figures = { violations: '3', 'percent-blocked': '40', 'users-blocked': '4' };
    const steps = {
      merge: { outputs: { ...figures, verdict: 'passed' } },
      conclusion: { outputs: { verdict: 'inconclusive' } },
    };
    const outputs = fillAll(reporting.outputs, { ...called, steps });
    expect(outputs).toEqual({ ...figures, verdict: 'inconclusive' });
    const values = Object.entries(callOf(gate).outputs).map(([name, { value }]) => [name, value] as const);
    const given = (jobs: unknown): unknown => fillAll(Object.fromEntries(values), { ...called, jobs });
    expect(given({ report: { outputs: { ...figures, verdict: 'failed' } } })).toEqual({
      ...figures,
      verdict: 'failed',
      report: textOf('report-name'),
    });
    expect(given({ report: { result: 'cancelled', outputs: {} } })).toMatchObject({
      verdict: 'inconclusive',
    });
  });
});
