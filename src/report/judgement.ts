import { type Location } from '../errors.ts';
import { type Finding } from '../verdict/finding.ts';
import { type People } from '../verdict/people.ts';
import { countByDomain, peopleToName } from './concerned.ts';
import { type Detail } from './detail.ts';
import { heldTitle } from './headline.ts';
import { code, details, escapeMarkdown, table } from './markdown.ts';
import { renderPeople } from './people.ts';
import { heldFindings, isProven, type Judged, notableFindings } from './report.ts';

/**
 * What did not hold of one test, check or plan, and who is concerned; nothing of what holds. Blocks of GitHub's Markdown,
 * made one by one.
 *
 * @param contents what else there is to say of it
 * @param alreadyNamed people whom another part of the report names
 */
export function* renderJudgement(
  judged: Judged,
  detail: Detail,
  contents: readonly string[] = [],
  alreadyNamed: ReadonlySet<People> = new Set(),
): Generator<string> {
  const notable = notableFindings(judged);
  if (notable.length + contents.length === 0) return;
  yield `### ${escapeMarkdown(judged.name)}`;
  yield* contents;
  if (notable.length > 0) yield table(FINDING_ALIGNMENTS, [FINDING_HEADER, ...notable.map(renderFinding)]);
  for (const { kind, outcome, message } of notable) {
    if (outcome === 'inconclusive' || kind === 'policy') yield escapeMarkdown(message);
  }
  for (const { title, people } of peopleToName(notable, alreadyNamed)) {
    yield `**${escapeMarkdown(title)}** — ${countByDomain(people, code)}`;
    if (detail !== 'findings') yield renderPeople(people);
  }
}

/** What holds, of all together and out of the way; apart where the answers are not to be relied on. */
export function renderHeld(all: readonly Judged[]): string[] {
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
    finding.location ? renderLocation(finding.location) : 'always',
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

/** A place in a file as code. */
export function renderLocation({ file, line }: Location): string {
  return code(`${file}:${String(line)}`);
}
