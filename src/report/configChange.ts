import { type AssertionChange } from '../config/comparison.ts';
import { formatCount } from '../format.ts';
import { listFew } from './causes.ts';
import { escapeMarkdown, MARKDOWN, table } from './markdown.ts';
import { type ConfigChange, type Report } from './report.ts';
import { PLAIN, type Style } from './style.ts';

/** As many changes have a row or a line. */
const MAX_ROWS = 50;

const SIGNS: Readonly<Record<AssertionChange['direction'], string>> = {
  gone: '⚠️',
  loosened: '⚠️',
  changed: '✏️',
  tightened: '🔒',
  new: '➕',
};

/** Stands for what was not there, or is not any more. */
const NOTHING = '–';

/** What a pull request does to the config, as GitHub's Markdown; nothing where it does nothing. */
export function renderConfigChange(report: Report): string[] {
  const { shown, more } = rowsOf(report.configChange);
  const rows = shown.map(({ direction, tests, rule, before, after }) => [
    `${SIGNS[direction]} ${direction}`,
    listFew(tests.map(escapeMarkdown), ', '),
    escapeMarkdown(rule),
    before === undefined ? NOTHING : escapeMarkdown(before),
    after === undefined ? NOTHING : escapeMarkdown(after),
  ]);
  return [
    ...renderConfigSentence(report),
    ...(rows.length > 0
      ? [
          table(
            ['---', '---', '---', '---', '---'],
            [['Change', 'Test', 'What was asked', 'Before', 'After'], ...rows],
          ),
        ]
      : []),
    ...(more > 0 ? [`…and ${formatCount(more)} more.`] : []),
  ];
}

/** The same without the table: how much there is, and whose config the run is judged by. */
export function renderConfigSentence(report: Report): string[] {
  return sentencesOf(report, MARKDOWN).map(({ sign, what, applied }) => `${sign} **${what}** ${applied}`);
}

/** What a pull request does to the config, as plain lines; nothing where it does nothing. */
export function describeConfigChange(report: Report): string[] {
  const { shown, more } = rowsOf(report.configChange);
  return [
    ...sentencesOf(report, PLAIN).map(({ sign, what, applied }) => `${sign} ${what} ${applied}`),
    ...shown.map(
      ({ direction, tests, rule, before = NOTHING, after = NOTHING }) =>
        `   ${direction}: ${[...(tests.length > 0 ? [listFew(tests, ', ')] : []), rule].join(': ')}: ${before} → ${after}`,
    ),
    ...(more > 0 ? [`   …and ${formatCount(more)} more`] : []),
  ];
}

/** The same change of one test, or of several. */
interface Row extends Omit<AssertionChange, 'test'> {
  readonly tests: readonly string[];
}

/** What `defaults` say is said of every test: told once. */
function rowsOf(change: ConfigChange | undefined): { shown: readonly Row[]; more: number } {
  const rows = new Map<string, Row & { tests: string[] }>();
  for (const { test, ...difference } of change?.kind === 'compared' ? change.changes : []) {
    const { direction, rule, before = null, after = null } = difference;
    const key = JSON.stringify([direction, rule, before, after]);
    const row = rows.get(key) ?? { ...difference, tests: [] };
    if (test !== undefined) row.tests.push(test);
    rows.set(key, row);
  }
  const all = [...rows.values()];
  return { shown: all.slice(0, MAX_ROWS), more: Math.max(0, all.length - MAX_ROWS) };
}

interface Sentences {
  readonly sign: string;
  readonly what: string;
  readonly applied: string;
}

/** One at most. */
function sentencesOf({ configChange: change, config, scope }: Report, style: Style): Sentences[] {
  if (change === undefined || (change.kind === 'compared' && change.changes.length === 0)) return [];
  const base = style.code(change.base);
  // Without a scope, several reports were merged, and if they are of several configs, each change says of which it is.
  const own = scope === undefined ? "the gate's own config" : `the gate's own config ${style.code(config)}`;
  if (change.kind === 'unknown') {
    const what = `Whether this pull request changes ${own} could not be found out: ${style.text(change.reason.replace(/\.$/, ''))}.`;
    const applied =
      change.applied === 'base'
        ? `The run is judged by the config of ${base}.`
        : `The run is judged by the config of the pull request: to have it judged by that of ${base}, set ${style.code('config-ref: base')}.`;
    return [{ sign: SIGNS.gone, what, applied }];
  }
  const counts = countDirections(change.changes);
  const what = `This pull request changes ${own}: ${counts.map(([direction, count]) => `${formatCount(count)} ${direction}`).join(', ')}.`;
  const applied =
    change.applied === 'base'
      ? `The run is judged by the config of ${base}, so that these changes did not count.`
      : `The run is judged by the changed config: to have it judged by that of ${base}, set ${style.code('config-ref: base')}.`;
  const [worst = 'changed'] = counts.map(([direction]) => direction);
  return [{ sign: SIGNS[worst], what, applied }];
}

/** In the order of the changes, which is the worst first. */
function countDirections(
  changes: readonly AssertionChange[],
): (readonly [AssertionChange['direction'], number])[] {
  const counts = new Map<AssertionChange['direction'], number>();
  for (const { direction } of changes) counts.set(direction, (counts.get(direction) ?? 0) + 1);
  return [...counts];
}
