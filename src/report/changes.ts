import { formatCount } from '../format.ts';
import { countCompared } from '../verdict/changes.ts';
import { type People } from '../verdict/people.ts';
import { type Detail } from './detail.ts';
import { renderFlow } from './flow.ts';
import { escapeMarkdown, MARKDOWN, table } from './markdown.ts';
import { renderPeople } from './people.ts';
import { type TestReport } from './report.ts';
import {
  type ComparedTest,
  comparedTests,
  countGained,
  countLost,
  movedPeople,
  nameBaseline,
  nobodyMoves,
  remarksOn,
  type Side,
  sidesOf,
} from './sides.ts';

/** As many tests have a row. */
const MAX_ROWS = 100;

/** As many tests are told of at length. */
const MAX_TOLD = 20;

/** Who loses and who gains access, why, and how it was before: GitHub's Markdown; nothing without a comparison. */
export function renderChanges(tests: readonly TestReport[], detail: Detail): string[] {
  const compared = comparedTests(tests);
  if (compared.length === 0) return [];
  const nobody = nobodyMoves(tests);
  const told = testsToTell(tests);
  const more = compared.filter(isWorthTelling).length - told.length;
  return [
    '### Changes in access',
    ...(nobody === undefined ? [] : [nobody]),
    ...renderTable(tests),
    ...told.flatMap((test) => renderTest(test, detail)),
    ...(more > 0 ? [`…and ${formatCount(more)} more ${more === 1 ? 'test' : 'tests'} with changes.`] : []),
  ];
}

/** Whom `renderChanges` names. */
export function namedInChanges(tests: readonly TestReport[]): ReadonlySet<People> {
  return movedPeople(testsToTell(tests));
}

function testsToTell(tests: readonly TestReport[]): ComparedTest[] {
  return comparedTests(tests).filter(isWorthTelling).slice(0, MAX_TOLD);
}

function isWorthTelling(test: ComparedTest): boolean {
  return test.changes.moves.length > 0 || remarksOn(test, MARKDOWN).length > 0;
}

function renderTable(tests: readonly TestReport[]): string[] {
  const compared = comparedTests(tests);
  const unknown = tests.filter(({ baseline, changes }) => baseline !== undefined && changes === undefined);
  const rows = [
    ...compared.map(renderRow),
    ...unknown.map(({ name }) => [escapeMarkdown(name), '–', '–', '–', '–']),
  ];
  const more = rows.length - MAX_ROWS;
  return [
    table(
      ['---', '--:', '--:', '--:', '---'],
      [['Test', 'Lose access', 'Gain access', 'Compared', 'With'], ...rows.slice(0, MAX_ROWS)],
    ),
    ...(more > 0 ? [`…and ${formatCount(more)} more ${more === 1 ? 'test' : 'tests'}.`] : []),
  ];
}

function renderRow(test: ComparedTest): string[] {
  const lost = countLost(test);
  return [
    escapeMarkdown(test.name),
    lost > 0 ? `**${formatCount(lost)}**` : '0',
    formatCount(countGained(test)),
    formatCount(countCompared(test.changes)),
    nameBaseline(test),
  ];
}

function renderTest(test: ComparedTest, detail: Detail): string[] {
  const name = escapeMarkdown(test.name);
  const sides = sidesOf(test, MARKDOWN);
  const remarks = remarksOn(test, MARKDOWN);
  const isMoving = test.changes.moves.length > 0;
  return [
    ...(sides.length > 0
      ? [...sides.flatMap((side) => renderSide(side, name, detail)), ...remarks]
      : [`**${name}** — ${[...(isMoving ? ['Other outcomes change.'] : []), ...remarks].join(' ')}`]),
    ...(isMoving && detail !== 'findings' ? renderFlow(test.changes) : []),
  ];
}

function renderSide({ title, count, reasons, groups }: Side, name: string, detail: Detail): string[] {
  const [only] = reasons;
  const why = only !== undefined && reasons.length === 1 ? `; ${only}` : '';
  return [
    `**${title} to ${name}** — ${count}${why}.`,
    ...(reasons.length > 1 ? [reasons.map((reason) => `- ${reason}`).join('\n')] : []),
    ...groups.flatMap(({ words, people }) => [
      ...(groups.length > 1 ? [`Of them ${words}`] : []),
      ...(detail === 'findings' ? [] : [renderPeople(people)]),
    ]),
  ];
}
