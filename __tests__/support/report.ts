import { type PlanChange } from '../../src/policies/plan.ts';
import {
  type BaselineReport,
  type CheckReport,
  judgedOf,
  type PlanReport,
  type Report,
  type TestReport,
} from '../../src/report/report.ts';
import { type Changes } from '../../src/verdict/changes.ts';
import { type Edit } from '../../src/verdict/explanation.ts';
import { type Finding, verdictOf, worstVerdict } from '../../src/verdict/finding.ts';
import { type People } from '../../src/verdict/people.ts';
import { countsOf, judged, type Judged } from './judged.ts';

const CONFIG = '.github/access-policy-gate.yml';

/** Everything holds: at most 10 % blocked, and nobody is. */
export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    kind: 'threshold',
    rule: 'percent_blocked',
    severity: 'error',
    outcome: 'held',
    message: '0 of 500 users (0 %) blocked; at most 10 % expected.',
    expected: 'at most 10 %',
    actual: '0 %',
    location: { file: CONFIG, line: 7, column: 7 },
    concerned: [],
    ...overrides,
  };
}

/** Two people of example.com. */
export function somePeople(overrides: Partial<People> = {}): People {
  return {
    listed: [{ label: 'p-00000001' }, { label: 'p-00000002' }],
    total: 2,
    domains: [{ domain: 'example.com', users: 2 }],
    ...overrides,
  };
}

/** Grafana's test with a threshold that holds; the verdict is that of the findings unless given. */
export function aTestReport(overrides: Partial<TestReport> = {}): TestReport {
  const findings = overrides.findings ?? [aFinding()];
  return {
    name: 'Grafana',
    location: { file: CONFIG, line: 4, column: 11 },
    policies: 1,
    assertions: 1,
    verdict: verdictOf(findings),
    policyTestId: 'f1a8b3c9',
    given: false,
    status: 'complete',
    counts: {
      totalUsers: 500,
      usersApproved: 500,
      usersBlocked: 0,
      usersErrored: 0,
      percentApproved: 100,
      percentBlocked: 0,
      percentErrored: 0,
      percentUsersProcessed: 100,
    },
    findings,
    listed: { pages: 1, of: 1 },
    baseline: undefined,
    changes: undefined,
    explanation: undefined,
    ...overrides,
  };
}

/** A test of the report that the gate makes of a policy test with these users. */
export function aJudgedReport(test: Judged & { readonly name: string }): TestReport {
  const findings = judged(test);
  return aTestReport({
    name: test.name,
    assertions: (test.thresholds ?? []).length + (test.expectations ?? []).length,
    counts: test.counts ?? countsOf(test.users),
    findings,
  });
}

/** Two people of example.com lose access, one in error before gains it; 497 stay what they were. */
export function someChanges(overrides: Partial<Changes> = {}): Changes {
  const one = somePeople({
    listed: [{ label: 'p-00000003' }],
    total: 1,
    domains: [{ domain: 'example.com', users: 1 }],
  });
  return {
    moves: [
      { before: 'approved', after: 'blocked', people: somePeople() },
      { before: 'error', after: 'approved', people: one },
    ],
    unchanged: { approved: 470, blocked: 27, error: 0 },
    onlyBefore: 0,
    onlyAfter: 0,
    ...overrides,
  };
}

/** A complete policy test of 500 users, 29 of them blocked. */
export function aBaseline(overrides: Partial<BaselineReport & { kind: 'test' }> = {}): BaselineReport {
  const counts = { totalUsers: 500, usersApproved: 471, usersBlocked: 29, usersErrored: 0 };
  return {
    kind: 'test',
    policyTestId: '77c0aa12',
    status: 'complete',
    counts,
    listed: { pages: 1, of: 1 },
    ...overrides,
  };
}

/** A policy that now asks for the United States. */
export function anEdit(overrides: Partial<Edit> = {}): Edit {
  return {
    policy: 'Allow engineering',
    kind: 'changed',
    differences: ['new require: geo US'],
    ...overrides,
  };
}

/** An application whose policy changes. */
export function aPlanChange(overrides: Partial<PlanChange> = {}): PlanChange {
  return {
    address: 'cloudflare_zero_trust_access_policy.engineering',
    kind: 'policy',
    action: 'update',
    differences: ['new require: geo US'],
    ...overrides,
  };
}

/** A plan of which nothing is found; `skipped` unless a finding fails. */
export function aPlanReport(overrides: Partial<PlanReport> = {}): PlanReport {
  const findings = overrides.findings ?? [];
  const isFailed = findings.some(({ outcome, severity }) => outcome === 'violated' && severity === 'error');
  return {
    name: 'Terraform plan',
    location: { file: 'tfplan.json', line: 1, column: 1 },
    verdict: isFailed ? 'failed' : 'skipped',
    findings,
    changes: [aPlanChange()],
    ...overrides,
  };
}

/** A check of the wiki whose application's status holds; the verdict is that of the findings unless given. */
export function aCheckReport(overrides: Partial<CheckReport> = {}): CheckReport {
  const findings = overrides.findings ?? [
    aFinding({
      kind: 'expectation',
      rule: 'status of the application',
      message: 'The status of the application is Success, as expected.',
      expected: 'Success',
      actual: 'Success',
    }),
  ];
  return {
    name: 'Alice reaches the wiki',
    location: { file: CONFIG, line: 20, column: 11 },
    appId: 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415',
    verdict: verdictOf(findings),
    findings,
    ...overrides,
  };
}

/**
 * A run of these tests, nine requests long; the verdict is that of the tests, checks and plan unless given. Of a shard,
 * the others have as many tests.
 */
export function aReport(overrides: Partial<Report> = {}): Report {
  const tests = overrides.tests ?? [aTestReport()];
  const applicationChecks = overrides.applicationChecks ?? [];
  const { plan, shard } = overrides;
  return {
    verdict: worstVerdict(judgedOf({ tests, applicationChecks, plan }).map(({ verdict }) => verdict)),
    startedAt: new Date('2026-11-21T12:00:00Z'),
    finishedAt: new Date('2026-11-21T12:00:20Z'),
    tests,
    applicationChecks,
    plan: undefined,
    snapshot: undefined,
    warnings: [],
    usage: { requests: 9, retries: 0, waitedMs: 0, rateLimitRemaining: 1142 },
    stopped: undefined,
    untested: undefined,
    identities: 'redacted',
    config: CONFIG,
    account: '023e105f',
    shard: undefined,
    scope: {
      fingerprint: 'of gate.yml',
      items: (tests.length + applicationChecks.length) * (shard?.count ?? 1),
    },
    configChange: undefined,
    missing: [],
    ...overrides,
  };
}
