import { readFileSync } from 'node:fs';
import { type TestedPolicy } from '../../src/policies/entry.ts';
import { parsePlan, type Plan, type PlanSide } from '../../src/policies/plan.ts';

type Json = Readonly<Record<string, unknown>>;

/** An entry of `resource_changes`; what is not given is as Terraform writes it of a resource that stays. */
export interface ResourceDraft {
  readonly address: string;
  readonly actions?: readonly string[];
  readonly before?: Json | null;
  readonly after?: Json | null;
  readonly unknown?: unknown;
  readonly beforeSensitive?: unknown;
  readonly afterSensitive?: unknown;
  /** More members of the entry. */
  readonly more?: Json;
  /** The references of its expressions, by attribute. */
  readonly references?: Readonly<Record<string, readonly string[]>>;
}

const TYPE = /cloudflare_\w+|random_\w+/;

/** The text of a plan; the configuration of the root module is made of the references of its resources. */
export function planText(resources: readonly ResourceDraft[], more: Json = {}): string {
  return JSON.stringify({
    format_version: '1.2',
    planned_values: {},
    resource_changes: resources.map(changeOf),
    configuration: { root_module: { resources: resources.flatMap(configOf) } },
    ...more,
  });
}

/** The plan of a text that has one. */
export function readPlan(text: string): Plan {
  const { plan, problems } = parsePlan('plan.json', text);
  if (plan === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  return plan;
}

export function aPlan(resources: readonly ResourceDraft[], more: Json = {}): Plan {
  return readPlan(planText(resources, more));
}

/** One of the plans that Terraform wrote, in fixtures/terraform-plans. */
export function samplePlan(name: string): Plan {
  return readPlan(readFileSync(`__tests__/fixtures/terraform-plans/${name}.json`, 'utf8'));
}

/** One line for each policy of a side, and for each reason why something cannot be tested. */
export function sideOf(plan: Plan, address: string, side: PlanSide): string[] | undefined {
  const found = plan.policiesOf(address, side);
  return (
    found && [
      ...found.policies.map(({ policy }) => renderPolicy(policy)),
      ...found.untestable.map((each) => `! ${each.address} ${each.field}`),
    ]
  );
}

/** `Engineers: allow include email a@example.com | geo US`. */
export function renderPolicy(policy: TestedPolicy): string {
  if (typeof policy === 'string') return policy;
  const { name, decision, ...others } = policy;
  const fields = Object.entries(others).map(([field, value]) =>
    ['include', 'require', 'exclude'].includes(field)
      ? `${field} ${(value as Json[]).map(renderRule).join(' | ')}`
      : `${field} ${JSON.stringify(value)}`,
  );
  return `${String(name)}: ${[decision, ...fields].join(' ')}`;
}

function renderRule(rule: Json): string {
  return Object.entries(rule)
    .map(([selector, value]) => [selector, ...Object.values(value as Json).map(String)].join(' '))
    .join(' & ');
}

function changeOf(draft: ResourceDraft): Json {
  const { address, actions = ['no-op'], before = null, unknown = {}, more } = draft;
  const isKept = actions[0] === 'no-op';
  return {
    address,
    mode: 'managed',
    type: TYPE.exec(address)?.[0],
    change: {
      actions,
      before,
      after: draft.after === undefined && isKept ? before : (draft.after ?? null),
      after_unknown: unknown,
      before_sensitive: draft.beforeSensitive ?? {},
      after_sensitive: draft.afterSensitive ?? {},
    },
    ...more,
  };
}

function configOf({ address, references }: ResourceDraft): Json[] {
  if (references === undefined || address.startsWith('module.')) return [];
  return [{ address: address.replace(/\[.*/, ''), mode: 'managed', expressions: expressionsOf(references) }];
}

/** Expressions with these references. */
export function expressionsOf(references: Readonly<Record<string, readonly string[]>>): Json {
  return Object.fromEntries(Object.entries(references).map(([key, list]) => [key, { references: list }]));
}
