import { describe, expect, it } from '@jest/globals';
import { renderJson } from '../../src/report/json.ts';
import { type Report, type TestReport } from '../../src/report/report.ts';
import { reportSchema } from '../../src/report/reportSchema.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderText } from '../../src/report/terminal.ts';
import { unproven } from '../../src/verdict/guards.ts';
import { aThreshold } from '../support/assertions.ts';
import { expectGolden } from '../support/golden.ts';
import { aRow, rows } from '../support/judged.ts';
import {
  aBaseline,
  aFinding,
  anEdit,
  aPlanChange,
  aPlanReport,
  aReport,
  aTestReport,
  someChanges,
} from '../support/report.ts';
import { aCause, aComparedReport } from './compared.ts';

const line = (number: number) => ({ file: '.github/access-policy-gate.yml', line: number, column: 7 });

const NO_LOSS = aThreshold({ metric: 'users_lost', max: 0, location: line(14) });

const STAFF = [...rows(471, 'approved', 'staff'), ...rows(17, 'blocked', 'guest', 'partner.example')];

/** A new require locks 12 people out. */
const GRAFANA = aComparedReport(
  {
    name: 'Grafana',
    users: [...STAFF, ...rows(12, 'blocked', 'engineer')],
    thresholds: [NO_LOSS, aThreshold({ max: 10, location: line(15) })],
  },
  [...STAFF, ...rows(12, 'approved', 'engineer')],
  {
    explanation: {
      causes: [aCause([anEdit()], { lost: rows(12, 'blocked', 'engineer') })],
      gap: undefined,
      policyTestIds: ['0a', '0b', '0c'],
    },
  },
);

/** Nobody had access, and three people get it. */
const CREATED = aComparedReport(
  {
    name: 'Wiki',
    users: [...rows(3, 'approved', 'writer'), ...rows(497, 'blocked')],
    thresholds: [NO_LOSS],
  },
  undefined,
);

/** As it was. */
const UNCHANGED = aComparedReport({ name: 'Build server', users: STAFF, thresholds: [NO_LOSS] }, STAFF);

/** Everybody loses access, because no policy is left. */
const DESTROYED = aComparedReport(
  { name: 'Old wiki', users: rows(40, 'blocked', 'reader'), thresholds: [NO_LOSS] },
  rows(40, 'approved', 'reader'),
  { policies: 0, policyTestId: undefined, status: undefined },
);

/** One in, one out: every percentage stays. */
const SWAPPED = aComparedReport(
  {
    name: 'Grafana',
    users: [...rows(498, 'approved'), aRow('in@example.com'), aRow('out@example.com', 'blocked')],
    thresholds: [aThreshold({ max: 1, location: line(9) }), NO_LOSS],
  },
  [...rows(498, 'approved'), aRow('in@example.com', 'blocked'), aRow('out@example.com')],
);

const [LEFT, ERRED] = [rows(9, 'blocked', 'engineer'), rows(3, 'error', 'partner', 'partner.example')];
const [CLEARED, LET_IN] = [rows(2, 'approved', 'guest'), rows(4, 'approved', 'contractor')];

/** Every kind of move, several causes, and somebody of whom nothing can be said. */
const MIXED = aComparedReport(
  {
    name: 'Grafana',
    users: [
      ...rows(470, 'approved'),
      ...LEFT,
      ...ERRED,
      ...CLEARED,
      ...LET_IN,
      aRow('new@example.com'),
      ...rows(1, 'error', 'service'),
    ],
    thresholds: [NO_LOSS, aThreshold({ metric: 'percent_gained', max: 50, location: line(15) })],
  },
  [
    ...rows(470, 'approved'),
    ...rows(9, 'approved', 'engineer'),
    ...rows(3, 'approved', 'partner', 'partner.example'),
    ...rows(2, 'error', 'guest'),
    ...rows(4, 'blocked', 'contractor'),
    aRow('gone1@example.com'),
    aRow('gone2@example.com'),
    ...rows(1, 'blocked', 'service'),
  ],
  {
    explanation: {
      causes: [
        aCause([anEdit({ policy: 'Partners', kind: 'removed', differences: [] })], { lost: ERRED }),
        aCause([anEdit(), anEdit({ policy: 'Everybody else', kind: 'moved', differences: [] })], {
          lost: LEFT.slice(1),
          gained: CLEARED,
        }),
        aCause([anEdit({ policy: 'Contractors', kind: 'added', differences: [] })], { gained: LET_IN }),
      ],
      gap: '1 user cannot be explained, because a further policy test did not list them.',
      policyTestIds: ['0a'],
    },
  },
);

/** Nobody loses or gains access, but somebody cannot be decided any more. */
const OTHERS = aComparedReport(
  {
    name: 'Grafana',
    users: [...rows(3, 'approved'), aRow('guest@example.com', 'error')],
    thresholds: [NO_LOSS],
  },
  [...rows(3, 'approved'), aRow('guest@example.com', 'blocked')],
);

const UNTESTABLE = unproven(
  'testable',
  'known values',
  'not known',
  'cloudflare_zero_trust_access_application.wiki: include[0].group.id is known only after the plan is applied, so it cannot be tested.',
);

const PLAN = aPlanReport({
  changes: [
    aPlanChange({ differences: ['new require: geo US', 'include no longer: email_domain example.net'] }),
    aPlanChange({
      address: 'module.apps["wiki"].cloudflare_zero_trust_access_application.wiki',
      kind: 'application',
      action: 'affected',
      differences: [],
    }),
    aPlanChange({
      address: 'cloudflare_zero_trust_access_policy.old',
      action: 'destroy',
      differences: Array.from({ length: 8 }, (_, index) => `include no longer: email p-0000000${index}`),
    }),
  ],
  findings: [
    aFinding({
      kind: 'policy',
      rule: 'policy_destroyed_in_use',
      outcome: 'violated',
      message:
        'cloudflare_zero_trust_access_policy.old is destroyed, but module.apps["wiki"].cloudflare_zero_trust_access_application.wiki still refers to it: take it out of there first.',
      expected: 'a policy that nobody refers to',
      actual: 'in use',
      location: { file: 'tfplan.json', line: 1, column: 1 },
    }),
  ],
});

const NOT_TESTED = {
  policyTestId: undefined,
  status: undefined,
  counts: {},
  verdict: 'skipped',
  findings: [],
} as const;

/** What the gate makes of every change of a plan that has none. */
const NOTHING = aTestReport({
  ...NOT_TESTED,
  name: 'Every change of the plan',
  verdict: 'passed',
  policies: 0,
  assertions: 0,
  findings: [
    aFinding({
      kind: 'change',
      rule: 'from_plan',
      message: 'The plan changes no Access application or reusable policy that is not tested on its own.',
      expected: 'no change',
      actual: 'no change',
    }),
  ],
});

const NO_REQUESTS = { requests: 0, retries: 0, waitedMs: 0, rateLimitRemaining: undefined };

const EXAMPLES: [string, Report][] = [
  ['lost', aReport({ tests: [UNCHANGED, CREATED, GRAFANA] })],
  ['gained', aReport({ tests: [CREATED, UNCHANGED] })],
  ['mixed', aReport({ tests: [MIXED] })],
  ['swapped', aReport({ tests: [SWAPPED] })],
  ['destroyed', aReport({ tests: [DESTROYED] })],
  [
    'snapshot',
    aReport({
      tests: [
        { ...UNCHANGED, baseline: { kind: 'snapshot', file: 'audit/snapshot.json' } },
        aTestReport({ name: 'Intranet' }),
      ],
    }),
  ],
  [
    'apart',
    aReport({
      tests: [
        {
          ...UNCHANGED,
          changes: {
            moves: [],
            unchanged: { approved: 460, blocked: 17, error: 0 },
            onlyBefore: 11,
            onlyAfter: 1,
          },
          findings: [
            {
              ...unproven('population', 'at most 1 % apart', '2.4 %', 'The populations are apart.'),
              kind: 'change',
            },
          ],
          verdict: 'inconclusive',
        },
        aTestReport({
          baseline: aBaseline({ status: 'exceeded time', counts: { totalUsers: 500 } }),
          findings: [
            unproven('proven', 'a completed policy test', 'none', 'The baseline ended "exceeded time".'),
          ],
        }),
      ],
    }),
  ],
  ['others', aReport({ tests: [OTHERS] })],
  ['plan', aReport({ tests: [GRAFANA], plan: PLAN })],
  [
    'validated',
    aReport({
      tests: [
        aTestReport({ ...NOT_TESTED, name: 'Grafana' }),
        aTestReport({ ...NOT_TESTED, name: 'Wiki', findings: [UNTESTABLE], verdict: 'inconclusive' }),
      ],
      plan: { ...PLAN, findings: [], verdict: 'skipped' },
      usage: NO_REQUESTS,
    }),
  ],
  ['listed', aReport({ tests: [aTestReport(NOT_TESTED)], plan: aPlanReport(), usage: NO_REQUESTS })],
  ['untouched', aReport({ tests: [NOTHING], plan: aPlanReport({ changes: [] }), usage: NO_REQUESTS })],
];

describe.each(EXAMPLES)('the report of what changes: %s', (name, report) => {
  it('reads so in the job summary', () => {
    expectGolden(`report/golden/changes/${name}.md`, renderSummary(report));
  });

  it('reads so in a terminal', () => {
    expectGolden(`report/golden/changes/${name}.txt`, `${renderText(report)}\n`);
  });

  it('reads so for programs, in the shape that the schema says', () => {
    const text = renderJson(report);
    expect(() => reportSchema.parse(JSON.parse(text))).not.toThrow();
    expectGolden(`report/golden/changes/${name}.json`, text);
  });
});

describe('that nobody loses or gains access', () => {
  const unreliable = { ...UNCHANGED, findings: [unproven('counts', '488', '487', 'They do not add up.')] };
  const unknown = aTestReport({ baseline: aBaseline() });
  const elsewhere = aTestReport({
    baseline: aBaseline(),
    changes: someChanges({ moves: [], onlyBefore: 1, onlyAfter: 1 }),
  });

  it.each<[string, TestReport[], string]>([
    ['is said where it is known', [UNCHANGED, aTestReport()], 'Nobody loses or gains access.'],
    ['is not claimed of what is not proven', [UNCHANGED, unreliable], 'Of those compared, nobody'],
    ['is not claimed of what could not be compared', [UNCHANGED, unknown], 'Of those compared, nobody'],
    ['is not claimed of who is in one population only', [UNCHANGED, elsewhere], 'Of those compared, nobody'],
  ])('%s', (_, tests, words) => {
    expect(renderSummary(aReport({ tests }))).toContain(`### Changes in access\n\n${words}`);
  });

  it('is not said where somebody gains it', () => {
    expect(renderSummary(aReport({ tests: [UNCHANGED, CREATED] }))).not.toMatch(/^(Nobody|Of those)/m);
  });

  it('is not said where nothing was compared', () => {
    expect(renderSummary(aReport({ tests: [unknown, aTestReport()] }))).not.toContain('Changes in access');
  });
});
