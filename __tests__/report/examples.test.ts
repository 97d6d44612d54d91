import { describe, expect, it } from '@jest/globals';
import { type Annotation, renderAnnotations } from '../../src/report/annotations.ts';
import { headline } from '../../src/report/headline.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderJunit } from '../../src/report/junit.ts';
import { reportSchema } from '../../src/report/reportSchema.ts';
import { renderOutputs } from '../../src/report/outputs.ts';
import { type CheckReport, type Report } from '../../src/report/report.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/terminal.ts';
import { type ApplicationState, checkApplication } from '../../src/verdict/application.ts';
import { unproven } from '../../src/verdict/guards.ts';
import { createNaming } from '../../src/verdict/person.ts';
import { aGlobExpectation, anExpectation, aThreshold, aWaiver } from '../support/assertions.ts';
import { expectGolden } from '../support/golden.ts';
import { denyProblems } from '../support/junit.ts';
import { aRow, countsOf, rows } from '../support/judged.ts';
import { aCheckReport, aFinding, aJudgedReport, aReport, aTestReport } from '../support/report.ts';

const CONFIG = '.github/access-policy-gate.yml';

const line = (number: number) => ({ file: CONFIG, line: number, column: 7 });

/** 471 approved, 29 blocked: the owner of the break-glass account, and people of three domains. */
const STAFF = [
  ...rows(471, 'approved', 'staff'),
  aRow('break.glass@example.com', 'blocked'),
  ...rows(25, 'blocked', 'engineer'),
  ...rows(2, 'blocked', 'partner', 'partner.example'),
  aRow('sam@contractor.example', 'blocked'),
];

const LOCKED_OUT = aJudgedReport({
  name: 'Grafana',
  users: STAFF,
  thresholds: [
    aThreshold({ metric: 'percent_blocked', max: 5, location: line(14) }),
    aThreshold({ metric: 'users_blocked', max: 0, severity: 'warning', location: line(15) }),
    aThreshold({ metric: 'total_users', min: 50, location: line(16) }),
  ],
  expectations: [
    anExpectation({
      subject: { kind: 'user', user: 'break.glass@example.com', ifMissing: 'fail' },
      label: 'break-glass account',
      location: line(21),
    }),
    anExpectation({
      subject: { kind: 'user', user: 'engineer7@example.com', ifMissing: 'fail' },
      location: line(23),
    }),
    anExpectation({
      subject: { kind: 'user', user: 'new.hire@example.com', ifMissing: 'fail' },
      label: 'first day',
      waiver: aWaiver(),
      location: line(25),
    }),
    aGlobExpectation('*@partner.example', { status: 'approved', location: line(28) }),
    aGlobExpectation('*@contractor.example', { location: line(30) }),
  ],
});

const WIKI = aJudgedReport({
  name: 'Wiki',
  users: rows(500, 'approved'),
  thresholds: [aThreshold({ max: 10, location: line(40) })],
});

const OPEN = aFinding({
  kind: 'policy',
  rule: 'everyone_allowed',
  severity: 'warning',
  outcome: 'violated',
  message:
    'Policy "Allow all" lets everyone in: it includes everyone and requires nothing of them. Say in include or require who is meant.',
  expected: 'somebody in particular',
  actual: 'everyone',
  location: { file: 'policies/wiki.json', line: 3, column: 5 },
});

const CHECK = {
  user: { name: 'alice@example.com', location: line(50) },
  statuses: [
    { status: 'Success', location: line(51) },
    { precedence: 1, status: 'Success', location: line(52) },
  ],
};

/** The report of a check about Alice, whom Cloudflare answers about with this state. */
function aJudgedCheck(name: string, state: Partial<ApplicationState>): CheckReport {
  const answer = { appId: undefined, user: { email: 'alice@example.com' }, status: 'Success', policies: [] };
  const findings = checkApplication(CHECK, 'f174e90a', { ...answer, ...state }, createNaming('', new Map()));
  return aCheckReport({ name, appId: 'f174e90a', findings });
}

const EXAMPLES: [string, Report][] = [
  [
    'check',
    aReport({
      tests: [],
      applicationChecks: [
        aCheckReport({
          findings: [
            ...aJudgedCheck('', { policies: [{ precedence: 1, status: 'Success' }] }).findings,
            aFinding({ ...OPEN, message: 'Something of no matter.' }),
          ],
        }),
      ],
    }),
  ],
  [
    'checks',
    aReport({
      tests: [{ ...WIKI, findings: [...WIKI.findings, OPEN] }],
      applicationChecks: [
        aJudgedCheck('Alice reaches the wiki', { policies: [{ precedence: 1, status: 'Success' }] }),
        aJudgedCheck('Alice reaches Grafana', { status: 'Failure' }),
        aJudgedCheck('Alice reaches the build server', { user: { email: 'bob@example.com' } }),
      ],
    }),
  ],
  ['passed', aReport({ tests: [WIKI, { ...WIKI, name: 'Build server', policyTestId: '77c0aa12' }] })],
  [
    'accepted',
    aReport({
      tests: [
        aJudgedReport({
          name: 'Grafana',
          users: [...rows(3, 'approved'), ...rows(1, 'blocked')],
          thresholds: [
            aThreshold({ max: 10, waiver: aWaiver({ until: '2026-11-30' }), location: line(14) }),
            aThreshold({ metric: 'users_blocked', max: 0, severity: 'warning', location: line(15) }),
            aThreshold({ metric: 'users_errored', max: 0, location: line(16) }),
          ],
        }),
      ],
      warnings: [
        { message: 'tests[0].thresholds.percent_blocked: 0.1 means 0.1 %.', location: line(14) },
        { message: 'Nothing asks for users in error.' },
      ],
    }),
  ],
  ['failed', aReport({ tests: [WIKI, LOCKED_OUT] })],
  [
    'inconclusive',
    aReport({
      tests: [
        aJudgedReport({
          name: 'Grafana',
          users: rows(3, 'approved'),
          counts: { ...countsOf(rows(4, 'approved')), percentUsersProcessed: 75 },
          thresholds: [aThreshold({ max: 10 })],
        }),
        WIKI,
      ],
      usage: { requests: 1, retries: 1, waitedMs: 1_500.4, rateLimitRemaining: undefined },
    }),
  ],
  [
    'ended',
    aReport({
      tests: [
        aTestReport({
          status: 'exceeded time',
          counts: { totalUsers: 500, percentUsersProcessed: 60 },
          findings: [
            unproven(
              'proven',
              'a completed policy test',
              'none',
              'Policy test f1a8b3c9 ended "exceeded time" at 60 %, so its numbers prove nothing.',
            ),
          ],
        }),
        aTestReport({
          name: 'Wiki',
          policyTestId: undefined,
          status: undefined,
          counts: {},
          findings: [
            unproven('started', 'a policy test', 'not started', 'It was not started: see the test above.'),
          ],
        }),
      ],
      stopped: 'refused',
    }),
  ],
  [
    'skipped',
    aReport({
      tests: [
        aTestReport({
          verdict: 'skipped',
          policies: 3,
          assertions: 1,
          policyTestId: undefined,
          status: undefined,
          counts: {},
          findings: [],
        }),
      ],
      usage: { requests: 0, retries: 0, waitedMs: 0, rateLimitRemaining: undefined },
    }),
  ],
];

function annotationLine({ level, message, location }: Annotation): string {
  const place = location === undefined ? 'no place' : `${location.file}:${location.line}:${location.column}`;
  return `${level} at ${place}\n  ${message}\n`;
}

describe.each(EXAMPLES)('the report of a run: %s', (name, report) => {
  it('reads so in the job summary', () => {
    expectGolden(`report/golden/${name}.md`, renderSummary(report));
  });

  it('reads so in a terminal', () => {
    expectGolden(`report/golden/${name}.txt`, `${renderText(report)}\n`);
  });

  it('reads so for programs, in the shape that the schema says', () => {
    const text = renderJson(report);
    expect(() => reportSchema.parse(JSON.parse(text))).not.toThrow();
    expectGolden(`report/golden/${name}.json`, text);
  });

  it('reads so as test results, in XML that the schema allows', async () => {
    const text = renderJunit(report);
    await denyProblems([text]);
    expectGolden(`report/golden/${name}.junit.xml`, text);
  });

  it('reads so in annotations', () => {
    const annotations = renderAnnotations(report, { lenient: false });
    expectGolden(`report/golden/${name}.annotations.txt`, annotations.map(annotationLine).join(''));
  });

  it('reads so in outputs', () => {
    const outputs = renderOutputs(report, {
      json: 'report.json',
      junit: 'junit.xml',
      summary: 'summary.md',
      snapshot: 'snapshot.json',
    });
    expectGolden(`report/golden/${name}.outputs.json`, `${JSON.stringify(outputs, null, 2)}\n`);
  });

  it('has the verdict first, and the same everywhere', () => {
    expect(renderText(report).split('\n')[0]).toContain(headline(report));
    expect(renderSummary(report)).toMatch(/^## /);
    expect(JSON.parse(renderJson(report))).toHaveProperty('verdict', report.verdict);
  });
});
