import { formatCount } from '../format.ts';
import { type UserStatus } from '../verdict/assertion.ts';
import { type Finding } from '../verdict/finding.ts';
import { type People } from '../verdict/people.ts';

/** People to be named once, however many findings are about them. */
export interface NamedPeople {
  readonly status: UserStatus;
  readonly people: People;
  /** Whom of: the expectation's pattern; undefined when it is everybody of that status. */
  readonly among: string | undefined;
}

/** Who is behind the findings: thresholds on the same outcome share their people, and a label in a row is enough. */
export function peopleToName(findings: readonly Finding[]): NamedPeople[] {
  const named = new Map<People, NamedPeople>();
  for (const { kind, rule, concerned } of findings) {
    for (const { status, people } of concerned) {
      const alreadyNamed = people.total === 1 && people.listed[0]?.label === rule;
      if (!alreadyNamed)
        named.set(people, { status, people, among: kind === 'expectation' ? rule : undefined });
    }
  }
  return [...named.values()];
}

/** `Who is blocked`, `Who is approved among *@contractor.example` */
export function titleOf({ status, among }: NamedPeople): string {
  const who = `Who is ${status === 'error' ? 'in error' : status}`;
  return among === undefined ? who : `${who} among ${among}`;
}

/** `333: 280 of example.com, 53 of contractor.example`, each domain as `render` gives it. */
export function countByDomain({ domains, total }: People, render: (domain: string) => string): string {
  const [first] = domains;
  const count = formatCount(total);
  if (first?.users === total) return `${count}, all of ${render(first.domain)}`;
  const parts = domains.map(({ domain, users }) => `${formatCount(users)} of ${render(domain)}`);
  const others = total - domains.reduce((sum, { users }) => sum + users, 0);
  return `${count}: ${[...parts, ...(others > 0 ? [`${formatCount(others)} of other domains`] : [])].join(', ')}`;
}
