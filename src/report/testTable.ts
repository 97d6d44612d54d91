import { formatCount, formatPercent } from '../format.ts';
import { measure } from '../verdict/counts.ts';
import { VERDICT_SIGNS } from './headline.ts';
import { code, escapeMarkdown, table } from './markdown.ts';
import { type CheckReport, heldFindings, type TestReport } from './report.ts';

/** The figures of every test, as GitHub's Markdown. */
export function renderTests(tests: readonly TestReport[]): string {
  return table(
    [':-:', '---', ...FIGURE_ALIGNMENTS],
    [
      ['', 'Test', ...FIGURE_HEADER],
      ...tests.map((test) => [
        VERDICT_SIGNS[test.verdict],
        escapeMarkdown(test.name),
        ...renderFigures(test.counts),
      ]),
    ],
  );
}

export const FIGURE_ALIGNMENTS = ['--:', '--:', '--:', '--:'];
export const FIGURE_HEADER = ['Tested', 'Approved', 'Blocked', 'Errored'];

/** The cells of one test: `500`, `471 (94.2 %)`, `29 (5.8 %)`, `0`; a dash for what is not known. */
export function renderFigures(counts: TestReport['counts']): string[] {
  return [
    counts.totalUsers === undefined ? '–' : formatCount(counts.totalUsers),
    ...(['approved', 'blocked', 'errored'] as const).map((outcome) => renderOutcome(counts, outcome)),
  ];
}

function renderOutcome(counts: TestReport['counts'], outcome: 'approved' | 'blocked' | 'errored'): string {
  const users = measure(counts, `users_${outcome}`);
  const percent = measure(counts, `percent_${outcome}`);
  if (users === undefined) return '–';
  return users > 0 && percent !== undefined
    ? `${formatCount(users)} (${formatPercent(percent)})`
    : formatCount(users);
}

/** What came of every application check, as GitHub's Markdown. */
export function renderChecks(checks: readonly CheckReport[]): string {
  return table(
    [':-:', '---', '---', '--:'],
    [
      ['', 'Application check', 'Saved application', 'Assertions held'],
      ...checks.map((check) => [
        VERDICT_SIGNS[check.verdict],
        escapeMarkdown(check.name),
        code(check.appId),
        formatCount(heldFindings(check).length),
      ]),
    ],
  );
}
