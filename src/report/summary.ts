import { formatCount, formatPercent } from '../format.ts';
import { type Location } from '../errors.ts';
import { measure } from '../verdict/counts.ts';
import { type Finding } from '../verdict/finding.ts';
import { MAX_LISTED, type People } from '../verdict/people.ts';
import { countByDomain, type NamedPeople, peopleToName, titleOf } from './concerned.ts';
import { renderFinePrint } from './finePrint.ts';
import { headline, heldTitle, isProven, VERDICT_SIGNS } from './headline.ts';
import { code, details, escapeMarkdown, table } from './markdown.ts';
import {
  type CheckReport,
  heldFindings,
  type Judged,
  judgedOf,
  notableFindings,
  type Report,
  type TestReport,
} from './report.ts';

/** As many people are named in one place. */
const MAX_SHOWN = 100;

const PSEUDONYM = /^p-[0-9a-f]{8}$/;

/** GitHub takes 1 MiB of summary a step, and shows nothing at all of a longer one. */
const MAX_BYTES = 1_000_000;

/** The job summary as GitHub's Markdown: the verdict, the tests, who is concerned, the fine print. */
export function renderSummary(report: Report): string {
  const head = `## ${VERDICT_SIGNS[report.verdict]} ${escapeMarkdown(headline(report))}`;
  const foot = `---\n\n<sub>${renderFinePrint(report).join('<br>')}</sub>`;
  const body = [
    ...(report.tests.length > 0 ? [renderTests(report.tests)] : []),
    ...(report.applicationChecks.length > 0 ? [renderChecks(report.applicationChecks)] : []),
    ...judgedOf(report).flatMap(renderJudged),
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

/** What did not hold, and who is concerned; nothing of what holds. */
function renderJudged(judged: Judged): string[] {
  const notable = notableFindings(judged);
  if (notable.length === 0) return [];
  return [
    `### ${escapeMarkdown(judged.name)}`,
    table(FINDING_ALIGNMENTS, [FINDING_HEADER, ...notable.map(renderFinding)]),
    ...notable
      .filter(({ kind, outcome }) => outcome === 'inconclusive' || kind === 'policy')
      .map(({ message }) => escapeMarkdown(message)),
    ...peopleToName(notable).flatMap(renderNamed),
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

function renderNamed(named: NamedPeople): string[] {
  const { people } = named;
  const cut = people.total > MAX_SHOWN ? `${formatCount(MAX_SHOWN)} of ${formatCount(people.total)}` : 'who';
  return [
    `**${escapeMarkdown(titleOf(named))}** — ${countByDomain(people, code)}`,
    details(`Show ${cut}`, renderPeople(people)),
  ];
}

function renderPeople({ listed, total }: People): string {
  const names = listed
    .slice(0, MAX_SHOWN)
    .map(({ label }) => (PSEUDONYM.test(label) ? code(label) : escapeMarkdown(label)))
    .join(' · ');
  const more = total - Math.min(listed.length, MAX_SHOWN);
  return more > 0
    ? `${names}\n\n…and ${formatCount(more)} more; report.json has up to ${formatCount(MAX_LISTED)}.`
    : names;
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
