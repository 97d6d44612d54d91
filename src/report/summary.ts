import { formatCount, formatPercent } from '../format.ts';
import { type Location } from '../errors.ts';
import { measure } from '../verdict/counts.ts';
import { type Finding } from '../verdict/finding.ts';
import { type People } from '../verdict/people.ts';
import { namedInChanges, renderChanges } from './changes.ts';
import { countByDomain, type NamedPeople, peopleToName } from './concerned.ts';
import { renderFinePrint } from './finePrint.ts';
import { headline, heldTitle, VERDICT_SIGNS } from './headline.ts';
import { code, details, escapeMarkdown, table } from './markdown.ts';
import { renderPeople } from './people.ts';
import { renderPlan } from './plan.ts';
import {
  type CheckReport,
  heldFindings,
  isProven,
  type Judged,
  judgedOf,
  notableFindings,
  type Report,
  type TestReport,
} from './report.ts';

/** GitHub takes 1 MiB of summary a step, and shows nothing at all of a longer one. */
const MAX_BYTES = 1_000_000;

/** The job summary as GitHub's Markdown: the verdict, changes in access, the tests, who is concerned, the fine print. */
export function renderSummary(report: Report): string {
  const head = `## ${VERDICT_SIGNS[report.verdict]} ${escapeMarkdown(headline(report))}`;
  const foot = `---\n\n<sub>${renderFinePrint(report).join('<br>')}</sub>`;
  const { tests, applicationChecks, plan } = report;
  const alreadyNamed = namedInChanges(tests);
  const changes = renderChanges(tests);
  const body = [
    ...changes,
    ...(changes.length > 0 ? ['### Tests'] : []),
    ...(tests.length > 0 ? [renderTests(tests)] : []),
    ...(applicationChecks.length > 0 ? [renderChecks(applicationChecks)] : []),
    ...tests.flatMap((test) => renderJudged(test, [], alreadyNamed)),
    ...(plan === undefined ? [] : renderJudged(plan, renderPlan(plan))),
    ...applicationChecks.flatMap((check) => renderJudged(check)),
    ...renderHeld(judgedOf(report)),
    ...renderWarnings(report),
  ];
  const room = MAX_BYTES - Buffer.byteLength(head) - Buffer.byteLength(foot);
  return `${[head, ...cutToFit(body, room), foot].join('\n\n')}\n`;
}

/** The first of the blocks that fit, and that there are more. */
function cutToFit(blocks: readonly string[], maxBytes: number): string[] {
  const ends: number[] = [];
  for (const block of blocks) ends.push((ends.at(-1) ?? 0) + Buffer.byteLength(block) + 2);
  const fitting = blocks.filter((_, index) => (ends[index] ?? 0) <= maxBytes);
  return fitting.length === blocks.length
    ? fitting
    : [...fitting, 'The rest is left out, because GitHub takes no longer summary: report.json has it.'];
}

function renderTests(tests: readonly TestReport[]): string {
  return table(
    [':-:', '---', '--:', '--:', '--:', '--:'],
    [
      ['', 'Test', 'Tested', 'Approved', 'Blocked', 'Errored'],
      ...tests.map((test) => [
        VERDICT_SIGNS[test.verdict],
        escapeMarkdown(test.name),
        test.counts.totalUsers === undefined ? '–' : formatCount(test.counts.totalUsers),
        outcomeCell(test, 'approved'),
        outcomeCell(test, 'blocked'),
        outcomeCell(test, 'errored'),
      ]),
    ],
  );
}

/** `471 (94.2 %)` */
function outcomeCell({ counts }: TestReport, outcome: 'approved' | 'blocked' | 'errored'): string {
  const users = measure(counts, `users_${outcome}`);
  const percent = measure(counts, `percent_${outcome}`);
  if (users === undefined) return '–';
  return users > 0 && percent !== undefined
    ? `${formatCount(users)} (${formatPercent(percent)})`
    : formatCount(users);
}

function renderChecks(checks: readonly CheckReport[]): string {
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

/** What did not hold, and who is concerned; nothing of what holds. `contents` is what else there is to say. */
function renderJudged(
  judged: Judged,
  contents: readonly string[] = [],
  alreadyNamed: ReadonlySet<People> = new Set(),
): string[] {
  const notable = notableFindings(judged);
  if (notable.length + contents.length === 0) return [];
  return [
    `### ${escapeMarkdown(judged.name)}`,
    ...contents,
    ...(notable.length > 0
      ? [table(FINDING_ALIGNMENTS, [FINDING_HEADER, ...notable.map(renderFinding)])]
      : []),
    ...notable
      .filter(({ kind, outcome }) => outcome === 'inconclusive' || kind === 'policy')
      .map(({ message }) => escapeMarkdown(message)),
    ...peopleToName(notable, alreadyNamed).flatMap(renderNamed),
  ];
}

/** What holds, of all together and out of the way; apart where the answers are not to be relied on. */
function renderHeld(all: readonly Judged[]): string[] {
  return [all.filter(isProven), all.filter((judged) => !isProven(judged))].flatMap((group) => {
    const held = group.flatMap((judged) => heldFindings(judged).map((finding) => ({ judged, finding })));
    if (held.length === 0) return [];
    const rows = held.map(({ judged, finding }) => [escapeMarkdown(judged.name), ...renderFinding(finding)]);
    return [
      details(
        heldTitle(group),
        table(['---', ...FINDING_ALIGNMENTS], [['Name', ...FINDING_HEADER], ...rows]),
      ),
    ];
  });
}

const FINDING_ALIGNMENTS = [':-:', '---', '---', '---', '---'];
const FINDING_HEADER = ['', 'What was asked', 'Expected', 'Found', 'Where'];

function renderFinding(finding: Finding): string[] {
  return [
    signOf(finding),
    renderRule(finding),
    escapeMarkdown(finding.expected),
    escapeMarkdown(finding.actual),
    finding.location ? code(renderLocation(finding.location)) : 'always',
  ];
}

function signOf({ outcome, severity }: Finding): string {
  switch (outcome) {
    case 'held':
      return '✅';
    case 'violated':
      return severity === 'error' ? '❌' : '⚠️';
    case 'inconclusive':
    case 'waived':
      return '⚠️';
  }
}

function renderRule({ kind, rule, waiver }: Finding): string {
  const name = kind === 'expectation' ? escapeMarkdown(rule) : code(rule);
  if (waiver === undefined) return name;
  return `${name} (waived until ${waiver.until} by ${escapeMarkdown(waiver.owner)}: ${escapeMarkdown(waiver.reason)})`;
}

function renderNamed({ title, people }: NamedPeople): string[] {
  return [`**${escapeMarkdown(title)}** — ${countByDomain(people, code)}`, renderPeople(people)];
}

function renderWarnings({ warnings }: Report): string[] {
  return warnings.map(
    ({ message, location }) =>
      `⚠️ ${escapeMarkdown(message)}${location ? ` (${code(renderLocation(location))})` : ''}`,
  );
}

function renderLocation({ file, line }: Location): string {
  return `${file}:${String(line)}`;
}
