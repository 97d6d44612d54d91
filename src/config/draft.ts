import { type SourceDocument, type Path } from '../document.ts';
import { type Location } from '../errors.ts';
import { type PolicyEntry } from '../policies/entry.ts';
import { type ExpectedStatus } from '../verdict/application.ts';
import {
  METRICS,
  POLICY_RULES,
  type Expectation,
  type PolicySeverities,
  type Subject,
  type Threshold,
} from '../verdict/assertion.ts';
import { applicationCheckSchema } from './applicationCheckSchema.ts';
import { expectationSchema, thresholdSchema } from './assertionSchema.ts';
import { type ApplicationCheckConfig } from './config.ts';
import { policyFindingsSchema } from './policyFindingsSchema.ts';
import { nameSchema, policyEntrySchema } from './schema.ts';

/** What must hold, as one place of the config says it: only the items that are right by themselves. */
export interface DraftAssertions {
  readonly thresholds: readonly Threshold[];
  readonly expectations: readonly Expectation[];
  readonly policySeverities: PolicySeverities;
}

/** A test before `defaults` are merged into it; without a name where that is wrong. */
export interface DraftTest extends DraftAssertions {
  readonly name: string | undefined;
  readonly location: Location;
  readonly policies: readonly PolicyEntry[];
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
  const { name, policies } = mapping(test);
  return {
    name: nameSchema.safeParse(name).data,
    location: document.locate([...path, 'name']),
    policies: list(policies).flatMap((entry, index) =>
      readEntry(entry, [...path, 'policies', index], document),
    ),
    ...readAssertions(test, path, document),
  };
}

function readEntry(value: unknown, path: Path, document: SourceDocument): PolicyEntry[] {
  const entry = policyEntrySchema.safeParse(value).data;
  if (entry === undefined) return [];
  const { id, file, policy } = entry;
  if (id !== undefined) return [{ kind: 'id', id, location: document.locate([...path, 'id']) }];
  if (file !== undefined) return [{ kind: 'file', path: file, location: document.locate([...path, 'file']) }];
  return [{ kind: 'policy', policy, locate: (inner) => document.locate([...path, 'policy', ...inner]) }];
}

function readAssertions(value: unknown, path: Path, document: SourceDocument): DraftAssertions {
  const { thresholds, expectations, policy_findings: policyFindings } = mapping(value);
  return {
    thresholds: readThresholds(mapping(thresholds), [...path, 'thresholds'], document),
    expectations: list(expectations).flatMap((item, index) => {
      const location = document.locate([...path, 'expectations', index]);
      return readExpectation(item, location);
    }),
    policySeverities: readPolicySeverities(mapping(policyFindings)),
  };
}

function readPolicySeverities(findings: Readonly<Record<string, unknown>>): PolicySeverities {
  return Object.fromEntries(
    POLICY_RULES.flatMap((rule) => {
      const severity = policyFindingsSchema.shape[rule]?.safeParse(findings[rule]).data;
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
