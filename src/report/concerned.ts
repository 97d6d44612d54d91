import { formatCount } from '../format.ts';
import { type UserStatus } from '../verdict/assertion.ts';
import { type Finding } from '../verdict/finding.ts';
import { type People } from '../verdict/people.ts';
import { foldCase } from '../verdict/user.ts';

/** People to be named once, however many findings are about them. */
export interface NamedPeople {
  /** `Who is blocked`, `Who is approved among *@contractor.example`, `Who loses access` */
  readonly title: string;
  readonly people: People;
}

/**
 * Who is behind the findings: thresholds on the same outcome share their people, and a label in a row is enough.
 *
 * @param alreadyNamed people whom another part of the report names
 */
export function peopleToName(findings: readonly Finding[], alreadyNamed: ReadonlySet<People>): NamedPeople[] {
  const named = new Map<People, NamedPeople>();
  for (const finding of findings) {
    for (const { status, people } of finding.concerned) {
      const [only] = people.listed;
      const isInRow = people.total === 1 && foldCase(only?.label ?? '') === foldCase(finding.rule);
      if (!isInRow && !alreadyNamed.has(people))
        named.set(people, { title: titleOf(finding, status), people });
    }
  }
  return [...named.values()];
}

function titleOf({ kind, rule }: Finding, status: UserStatus): string {
  switch (rule) {
    case 'users_lost':
    case 'percent_lost':
      return `Who loses access and is ${inWords(status)} now`;
    case 'users_gained':
    case 'percent_gained':
      return 'Who gains access';
    default:
      return `Who is ${inWords(status)}${kind === 'expectation' ? ` among ${rule}` : ''}`;
  }
}

/** An outcome as it follows `is`. */
export function inWords(status: UserStatus): string {
  return status === 'error' ? 'in error' : status;
}

/** `333: 280 of example.com, 53 of contractor.example`, each domain as `render` gives it. */
export function countByDomain({ domains, total }: People, render: (domain: string) => string): string {
  const [first] = domains;
  const count = formatCount(total);
  if (first === undefined) return count;
  if (first.users === total) return `${count}, all of ${render(first.domain)}`;
  const parts = domains.map(({ domain, users }) => `${formatCount(users)} of ${render(domain)}`);
  const others = total - domains.reduce((sum, { users }) => sum + users, 0);
  return `${count}: ${[...parts, ...(others > 0 ? [`${formatCount(others)} of other domains`] : [])].join(', ')}`;
}
