import { namedInChanges, renderChanges } from './changes.ts';
import { type Detail } from './detail.ts';
import { renderHeld, renderJudgement, renderLocation } from './judgement.ts';
import { escapeMarkdown } from './markdown.ts';
import { renderOutcomes } from './outcomePicture.ts';
import { renderPlan } from './plan.ts';
import { judgedOf, type Report } from './report.ts';
import { renderChecks, renderTests } from './testTable.ts';

/**
 * Changes in access, the tests, who is concerned, pictures of the numbers: blocks of GitHub's Markdown between the
 * headline and the fine print, made one by one, because there may be more than anybody has room for.
 */
export function* renderBody(report: Report, detail: Detail): Generator<string> {
  const { tests, applicationChecks, plan, warnings } = report;
  const alreadyNamed = namedInChanges(tests);
  const changes = renderChanges(tests, detail);
  yield* changes;
  if (changes.length > 0) yield '### Tests';
  if (tests.length > 0) yield renderTests(tests);
  if (applicationChecks.length > 0) yield renderChecks(applicationChecks);
  for (const test of tests) yield* renderJudgement(test, detail, [], alreadyNamed);
  if (plan !== undefined) yield* renderJudgement(plan, detail, renderPlan(plan));
  for (const check of applicationChecks) yield* renderJudgement(check, detail);
  const outcomes = detail === 'findings' ? [] : renderOutcomes(tests);
  // Else they would belong to what was told of last.
  if (outcomes.length > 0) yield '### Outcomes';
  yield* outcomes;
  if (detail === 'everything') yield* renderHeld(judgedOf(report));
  for (const { message, location } of warnings) {
    yield `⚠️ ${escapeMarkdown(message)}${location ? ` (${renderLocation(location)})` : ''}`;
  }
}
