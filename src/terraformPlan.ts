import { type Problem } from './errors.ts';
import { checkPlan } from './lint/plan.ts';
import { parsePlan, type Plan } from './policies/plan.ts';
import { type PlanReport } from './report/report.ts';
import { plain } from './untrusted.ts';
import { type PolicySeverities } from './verdict/assertion.ts';
import { isFailed } from './verdict/finding.ts';
import { readInWorkspace } from './workspace.ts';
import { type Files } from './world.ts';

/** The Terraform plan of a run; without one, there are problems. */
export interface ReadPlan {
  readonly plan: Plan | undefined;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** What the plan does, and what its text tells; undefined without a plan. */
  readonly report: (severities: PolicySeverities) => PlanReport | undefined;
}

/** As long as a text of JavaScript may be. */
export const MAX_PLAN_BYTES = 512 * 1024 * 1024 - 1024;

/** Reads the plan at `path`, relative to `workspace`. Never throws for what is wrong with it. */
export async function readPlan(path: string, workspace: string, files: Files): Promise<ReadPlan> {
  const file = await readInWorkspace(workspace, path, files, MAX_PLAN_BYTES);
  if (file.kind === 'problem') {
    const message = `${file.message} The input terraform-plan takes the output of terraform show -json PLAN, relative to the workspace.`;
    return { plan: undefined, problems: [{ message }], warnings: [], report: () => undefined };
  }
  const { plan, problems, warnings } = parsePlan(file.shown, file.text);
  return { plan, problems, warnings, report: (severities) => plan && reportPlan(plan, severities) };
}

/** Nothing of a plan is tested here, so that it never passes. */
function reportPlan(plan: Plan, severities: PolicySeverities): PlanReport {
  const findings = checkPlan(plan, severities);
  return {
    name: 'Terraform plan',
    location: { file: plan.file, line: 1, column: 1 },
    verdict: findings.some(isFailed) ? 'failed' : 'skipped',
    findings,
    // Keys of for_each may be somebody's address.
    changes: plan.changes.map((change) => ({ ...change, address: plain(change.address) })),
  };
}
