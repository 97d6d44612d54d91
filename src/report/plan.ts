import { formatCount } from '../format.ts';
import { type PlanChange } from '../policies/plan.ts';
import { listFew } from './causes.ts';
import { code, escapeMarkdown, table } from './markdown.ts';
import { type PlanReport } from './report.ts';

/** As many changes have a row. */
const MAX_ROWS = 100;

/** What a plan does to Access, as GitHub's Markdown. */
export function renderPlan(plan: PlanReport): string[] {
  const { changes } = plan;
  const more = changes.length - MAX_ROWS;
  const rows = changes
    .slice(0, MAX_ROWS)
    .map((change) => [
      code(change.address),
      change.action,
      listFew(differencesOf(change).map(escapeMarkdown), '<br>'),
    ]);
  return [
    `${code(plan.location.file)} ${describePlan(plan)}.`,
    ...(changes.length > 0
      ? [table(['---', '---', '---'], [['Address', 'Action', 'What changes'], ...rows])]
      : []),
    ...(more > 0 ? [`…and ${formatCount(more)} more; report.json has them all.`] : []),
  ];
}

/** `changes 3 resources of Access, which affects 1 more` */
export function describePlan({ changes }: PlanReport): string {
  if (changes.length === 0) return 'changes nothing of Access';
  const affected = changes.filter(({ action }) => action === 'affected').length;
  const changed = changes.length - affected;
  const more = affected > 0 ? `, which affects ${formatCount(affected)} more` : '';
  return `changes ${formatCount(changed)} ${changed === 1 ? 'resource' : 'resources'} of Access${more}`;
}

/** What changes of a resource, in words. */
export function differencesOf({ action, differences }: PlanChange): readonly string[] {
  return action === 'affected' && differences.length === 0
    ? ['a policy or group that it uses changes']
    : differences;
}
