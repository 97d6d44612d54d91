import { formatCount } from '../format.ts';
import { MAX_LISTED, type People } from '../verdict/people.ts';
import { type Person } from '../verdict/person.ts';
import { code, details, escapeMarkdown } from './markdown.ts';

/** As many people are named in one place. */
const MAX_SHOWN = 100;

const PSEUDONYM = /^p-[0-9a-f]{8}$/;

/** The labels of people as GitHub's Markdown, out of the way until somebody asks for them. */
export function renderPeople({ listed, total }: People): string {
  const shown = listed.slice(0, MAX_SHOWN);
  const names = shown.map(renderPerson).join(' · ');
  const cut = total > MAX_SHOWN ? `${formatCount(MAX_SHOWN)} of ${formatCount(total)}` : 'who';
  const more = total - shown.length;
  return details(
    `Show ${cut}`,
    more > 0
      ? `${names}\n\n…and ${formatCount(more)} more; report.json has up to ${formatCount(MAX_LISTED)}.`
      : names,
  );
}

/** Addresses, ids and pseudonyms as code; a label of the config as text, in full with the address behind it. */
function renderPerson(person: Person): string {
  const { label, identity } = person;
  if (identity === undefined) return PSEUDONYM.test(label) ? code(label) : escapeMarkdown(label);
  const known = knownAs(person);
  return known === undefined ? code(label) : `${escapeMarkdown(label)} (${code(known)})`;
}

/** Who somebody with a label is, where that is to be told. */
export function knownAs({ label, identity }: Person): string | undefined {
  const known = identity?.email ?? identity?.id;
  return known === label ? undefined : known;
}
