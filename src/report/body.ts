import { namedInChanges, renderChanges } from './changes.ts';
import { type Detail } from './detail.ts';
import { escapeMarkdown } from './markdown.ts';
import { renderHeld, renderJudgement, renderLocation } from './judgement.ts';
import { renderPlan } from './plan.ts';
import { judgedOf, type Report } from './report.ts';
import { renderChecks, renderTests } from './testTable.ts';

/** Changes in access, the tests, who is concerned: blocks of GitHub's Markdown between the headline and the fine print. */
export function renderBody(report: Report, detail: Detail): string[] {
  const { tests, applicationChecks, plan, warnings } = report;
  const alreadyNamed = namedInChanges(tests);
  const changes = renderChanges(tests, detail);
  return [
    ...changes,
    ...(changes.length > 0 ? ['### Tests'] : []),
    ...(tests.length > 0 ? [renderTests(tests)] : []),
    ...(applicationChecks.length > 0 ? [renderChecks(applicationChecks)] : []),
    ...tests.flatMap((test) => renderJudgement(test, detail, [], alreadyNamed)),
    ...(plan === undefined ? [] : renderJudgement(plan, detail, renderPlan(plan))),
    ...applicationChecks.flatMap((check) => renderJudgement(check, detail)),
    ...(detail === 'everything' ? renderHeld(judgedOf(report)) : []),
    ...warnings.map(
      ({ message, location }) =>
        `⚠️ ${escapeMarkdown(message)}${location ? ` (${renderLocation(location)})` : ''}`,
    ),
  ];
}
