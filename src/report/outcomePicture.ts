import { formatCount } from '../format.ts';
import { type UserStatus } from '../verdict/assertion.ts';
import { WORST_FIRST } from '../verdict/finding.ts';
import { inWords } from './concerned.ts';
import { details, escapeMarkdown, table } from './markdown.ts';
import { type TestReport } from './report.ts';

/** As many tests have a picture. */
const MAX_PICTURES = 10;

/** Told apart on light and on dark, and by who does not tell red from green. */
export const OUTCOME_COLOURS: Readonly<Record<UserStatus, string>> = {
  approved: '#0969da',
  blocked: '#cf222e',
  error: '#9a6700',
};

/** Neither light nor dark. */
export const NEUTRAL_COLOUR = '#848d97';

/** Users of one outcome. */
interface Bar {
  readonly words: string;
  readonly users: number;
  readonly colour: string;
}

/** A test whose outcome is known and worth a picture. */
interface Pictured {
  readonly test: TestReport;
  readonly bars: readonly Bar[];
}

/**
 * How the users of each test fared: a Mermaid picture, and its numbers as a table; nobody is named. Tests of which the
 * changes have a picture of before and after are left out, and so are those of whom nothing is known.
 */
export function renderOutcomes(tests: readonly TestReport[]): string[] {
  const pictured = tests
    .flatMap(pictureOf)
    .sort((a, b) => WORST_FIRST.indexOf(a.test.verdict) - WORST_FIRST.indexOf(b.test.verdict));
  const more = pictured.length - MAX_PICTURES;
  return [
    ...pictured.slice(0, MAX_PICTURES).flatMap(renderOutcome),
    ...(more > 0
      ? [`…and ${formatCount(more)} more ${more === 1 ? 'test' : 'tests'} without a picture.`]
      : []),
  ];
}

function pictureOf(test: TestReport): Pictured[] {
  const { usersApproved, usersBlocked, usersErrored, totalUsers } = test.counts;
  if (usersApproved === undefined || usersBlocked === undefined || usersErrored === undefined) return [];
  const processed = usersApproved + usersBlocked + usersErrored;
  const hasFlow = test.changes !== undefined && test.changes.moves.length > 0;
  if (hasFlow || processed === 0) return [];
  const left = (totalUsers ?? processed) - processed;
  const bars = [
    { words: inWords('approved'), users: usersApproved, colour: OUTCOME_COLOURS.approved },
    { words: inWords('blocked'), users: usersBlocked, colour: OUTCOME_COLOURS.blocked },
    { words: inWords('error'), users: usersErrored, colour: OUTCOME_COLOURS.error },
    ...(left > 0 ? [{ words: 'not processed', users: left, colour: NEUTRAL_COLOUR }] : []),
  ];
  return [{ test, bars }];
}

function renderOutcome({ test, bars }: Pictured): string[] {
  const rows = bars.map(({ words, users }) => [words, formatCount(users)]);
  return [
    `**Outcome of ${escapeMarkdown(test.name)}**`,
    renderBars(bars),
    details('The same as a table', table(['---', '--:'], [['Outcome', 'Users'], ...rows])),
  ];
}

/**
 * A bar for each outcome, the longest possible one being everybody. A pie of Mermaid leaves out whatever is less than
 * 1 % (https://github.com/mermaid-js/mermaid/blob/develop/packages/mermaid/src/diagrams/pie/pieRenderer.ts), which is
 * what a reviewer must see.
 */
function renderBars(bars: readonly Bar[]): string {
  const everybody = bars.reduce((sum, { users }) => sum + users, 0);
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify(settingsOf(bars))}}%%`,
    'xychart-beta horizontal',
    '  accTitle: Outcome of a test',
    '  accDescr: The table that follows has the same numbers.',
    `  x-axis [${bars.map(({ words, users }) => `"${formatCount(users)} ${words}"`).join(', ')}]`,
    `  y-axis 0 --> ${String(everybody)}`,
    // A series each, because a series has one colour.
    ...bars.map(
      (bar) => `  bar [${bars.map((each) => (each === bar ? lengthOf(bar, everybody) : '0')).join(', ')}]`,
    ),
    '```',
  ].join('\n');
}

/** Long enough to be seen wherever there is anybody. */
function lengthOf({ users }: Bar, everybody: number): string {
  return String(users === 0 ? 0 : Math.max(users, Math.ceil(everybody / 200)));
}

/** Bars and their words alone, on the page's own background; the colours of words are those of GitHub's theme. */
function settingsOf(bars: readonly Bar[]) {
  const none = { showLabel: false, showTick: false, showAxisLine: false };
  return {
    xyChart: { width: 720, height: 40 * bars.length, xAxis: { showTick: false }, yAxis: none },
    themeVariables: {
      xyChart: {
        backgroundColor: 'transparent',
        plotColorPalette: bars.map(({ colour }) => colour).join(', '),
      },
    },
  };
}
