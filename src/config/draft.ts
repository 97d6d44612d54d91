import { type SourceDocument, type Path } from '../document.ts';
import { type Location } from '../errors.ts';
import { type PolicyEntry } from '../policies/entry.ts';
import { type ExpectedStatus } from '../verdict/application.ts';
import {
  METRICS,
  PLAN_RULES,
  POLICY_RULES,
  type Expectation,
  type PolicySeverities,
  type Subject,
  type Threshold,
} from '../verdict/assertion.ts';
import { applicationCheckSchema } from './applicationCheckSchema.ts';
import { type ApplicationCheckConfig, type BaselineConfig, type Tested } from './config.ts';
import { expectationSchema } from './expectationSchema.ts';
import { baselineSchema, policyEntrySchema } from './policyEntrySchema.ts';
import { defaultFindingsSchema } from './policyFindingsSchema.ts';
import { EVERY_CHANGE, explainSchema, fromPlanSchema, nameSchema } from './schema.ts';
import { thresholdSchema } from './thresholdSchema.ts';

/** What must hold, as one place of the config says it: only the items that are right by themselves. */
export interface DraftAssertions {
  readonly thresholds: readonly Threshold[];
  readonly expectations: readonly Expectation[];
  readonly policySeverities: PolicySeverities;
  readonly explain: number | undefined;
}

/** A test before `defaults` are merged into it; without a name where that is wrong. */
export interface DraftTest extends DraftAssertions {
  readonly name: string | undefined;
  readonly location: Location;
  readonly tested: Tested;
}

/** The config as far as it is right, so that one mistake does not hide the next. */
export interface Draft {
  readonly defaults: DraftAssertions;
  readonly tests: readonly DraftTest[];
  readonly applicationChecks: readonly ApplicationCheckConfig[];
}

/** Reads whatever of `document` has the right shape; what has not is left out, and is for `checkShape` to say. */
export function readDraft(document: SourceDocument): Draft {
  const { defaults, tests, application_checks: checks } = mapping(document.value);
  return {
    defaults: readAssertions(defaults, ['defaults'], document),
    tests: list(tests).map((test, index) => readTest(test, ['tests', index], document)),
    applicationChecks: list(checks).flatMap((check, index) =>
      readApplicationCheck(check, ['application_checks', index], document),
    ),
  };
}

function readTest(test: unknown, path: Path, document: SourceDocument): DraftTest {
  const { name } = mapping(test);
  const tested = readTested(test, path, document);
  const address = tested.kind === 'plan' && tested.address !== EVERY_CHANGE ? tested.address : undefined;
  return {
    name: nameSchema.safeParse(name).data ?? address,
    location: document.locate([...path, name === undefined && tested.kind === 'plan' ? 'from_plan' : 'name']),
    tested,
    ...readAssertions(test, path, document),
  };
}

function readTested(test: unknown, path: Path, document: SourceDocument): Tested {
  const { policies, from_plan: fromPlan, baseline } = mapping(test);
  const address = fromPlanSchema.safeParse(fromPlan).data;
  return address === undefined
    ? {
        kind: 'policies',
        policies: readEntries(policies, [...path, 'policies'], document),
        baseline: readBaseline(baseline, [...path, 'baseline'], document),
      }
    : { kind: 'plan', address, location: document.locate([...path, 'from_plan']) };
}

function readBaseline(value: unknown, path: Path, document: SourceDocument): BaselineConfig | undefined {
  if (value === undefined) return undefined;
  const baseline = baselineSchema.safeParse(value).data;
  return baseline === undefined || Array.isArray(baseline)
    ? { kind: 'policies', policies: readEntries(value, path, document) }
    : {
        kind: 'snapshot',
        path: baseline.snapshot,
        location: document.locate([...path, 'snapshot']),
      };
}

function readEntries(value: unknown, path: Path, document: SourceDocument): PolicyEntry[] {
  return list(value).flatMap((entry, index) => readEntry(entry, [...path, index], document));
}

function readEntry(value: unknown, path: Path, document: SourceDocument): PolicyEntry[] {
  const entry = policyEntrySchema.safeParse(value).data;
  if (entry === undefined) return [];
  const { id, file, policy, terraform, application } = entry;
  const at = (key: string): Location => document.locate([...path, key]);
  if (id !== undefined) return [{ kind: 'id', id, location: at('id') }];
  if (file !== undefined) return [{ kind: 'file', path: file, location: at('file') }];
  if (terraform !== undefined) {
    return [{ kind: 'terraform', address: terraform, location: at('terraform') }];
  }
  if (application !== undefined) {
    return [{ kind: 'application', appId: application, location: at('application') }];
  }
  return [{ kind: 'policy', policy, locate: (inner) => document.locate([...path, 'policy', ...inner]) }];
}

function readAssertions(value: unknown, path: Path, document: SourceDocument): DraftAssertions {
  const { thresholds, expectations, policy_findings: policyFindings, explain } = mapping(value);
  return {
    thresholds: readThresholds(mapping(thresholds), [...path, 'thresholds'], document),
    expectations: list(expectations).flatMap((item, index) => {
      const location = document.locate([...path, 'expectations', index]);
      return readExpectation(item, location);
    }),
    policySeverities: readPolicySeverities(mapping(policyFindings)),
    explain: explainSchema.safeParse(explain).data,
  };
}

function readPolicySeverities(findings: Readonly<Record<string, unknown>>): PolicySeverities {
  return Object.fromEntries(
    [...POLICY_RULES, ...PLAN_RULES].flatMap((rule) => {
      const severity = defaultFindingsSchema.shape[rule]?.safeParse(findings[rule]).data;
      return severity === undefined ? [] : [[rule, severity]];
    }),
  );
}

function readThresholds(
  thresholds: Readonly<Record<string, unknown>>,
  path: Path,
  document: SourceDocument,
): Threshold[] {
  return METRICS.flatMap((metric) => {
    const threshold = thresholdSchema(metric).safeParse(thresholds[metric]).data;
    if (threshold === undefined) return [];
    const { min, max, severity, waiver } = threshold;
    return {
      metric,
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      severity,
      ...(waiver && { waiver }),
      location: document.locateKey([...path, metric]),
    };
  });
}

function readExpectation(value: unknown, location: Location): Expectation[] {
  const expectation = expectationSchema.safeParse(value).data;
  if (expectation === undefined) return [];
  const { user, users = [], status, label, severity, waiver } = expectation;
  const subject: Subject =
    user === undefined
      ? {
          kind: 'users',
          patterns: typeof users === 'string' ? [users] : users,
          atLeast: expectation.at_least ?? 1,
        }
      : { kind: 'user', user, ifMissing: expectation.if_missing ?? 'fail' };
  return [
    {
      subject,
      status,
      ...(label !== undefined && { label }),
      severity,
      ...(waiver && { waiver }),
      location,
    },
  ];
}

function readApplicationCheck(
  value: unknown,
  path: Path,
  document: SourceDocument,
): ApplicationCheckConfig[] {
  const check = applicationCheckSchema.safeParse(value).data;
  if (check === undefined) return [];
  const { user, status, policies = [] } = check.expect;
  const ofApplication: ExpectedStatus[] =
    status === undefined ? [] : [{ status, location: document.locateKey([...path, 'expect', 'status']) }];
  return [
    {
      name: check.name,
      location: document.locate([...path, 'name']),
      appId: check.app_id,
      ...(check.zone_id !== undefined && { zoneId: check.zone_id }),
      expected: {
        user: { name: user, location: document.locateKey([...path, 'expect', 'user']) },
        statuses: [
          ...ofApplication,
          ...policies.map((policy, index) => ({
            ...policy,
            location: document.locate([...path, 'expect', 'policies', index]),
          })),
        ],
      },
    },
  ];
}

function mapping(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
