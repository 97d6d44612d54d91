import { formatCount } from '../format.ts';
import { type People } from '../verdict/people.ts';
import { countByDomain, type NamedPeople, peopleToName } from './concerned.ts';
import { heldTitle } from './headline.ts';
import { type Line, type SignedLine } from './line.ts';
import { knownAs } from './people.ts';
import { heldFindings, isProven, type Judged, type NotableFinding, notableFindings } from './report.ts';
import { PLAIN } from './style.ts';

/** As many people are named in one place. */
const MAX_SHOWN = 10;

/** What was found of a test, a check or a plan, the worst first, and who is concerned unless they are named already. */
export function renderFindings(judged: Judged, alreadyNamed: ReadonlySet<People> = new Set()): Line[] {
  const notable = notableFindings(judged);
  return [
    ...notable.map((finding): Line => ({
      ...signOf(finding),
      indent: '   ',
      text: `${finding.message}${renderPlace(finding)}`,
    })),
    ...peopleToName(notable, alreadyNamed).flatMap(renderNamed),
    ...(heldFindings(judged).length > 0 ? [renderHeld(judged)] : []),
  ];
}

/** Green only where it is proven. */
function renderHeld(judged: Judged): Line {
  const tone = isProven(judged) ? 'good' : 'doubtful';
  return { indent: '   ', sign: '✓', tone, text: heldTitle([judged]) };
}

/** The sign of a finding that is to be shown. */
function signOf({ outcome, severity }: NotableFinding): Pick<SignedLine, 'sign' | 'tone'> {
  switch (outcome) {
    case 'violated':
      return severity === 'error' ? { sign: '✗', tone: 'bad' } : { sign: '!', tone: 'doubtful' };
    case 'inconclusive':
      return { sign: '?', tone: 'doubtful' };
    case 'waived':
      return { sign: '~', tone: 'accepted' };
  }
}

function renderPlace({ location }: NotableFinding): string {
  return location ? ` (${location.file}:${String(location.line)})` : '';
}

function renderNamed({ title, people }: NamedPeople): string[] {
  return [`     ${title}: ${countByDomain(people, PLAIN.code)}`, `       ${listPeople(people)}`];
}

/** `break-glass account, p-9e4054b4 and 19 more` */
export function listPeople({ listed, total }: People): string {
  const shown = listed.slice(0, MAX_SHOWN).map((person) => {
    const known = knownAs(person);
    return known === undefined ? person.label : `${person.label} (${known})`;
  });
  const more = total - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${formatCount(more)} more` : ''}`;
}
