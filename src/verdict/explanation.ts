import { formatUsers } from '../format.ts';
import { type UserStatus } from './assertion.ts';
import { type ChangedUser } from './changes.ts';
import { type Step } from './edits.ts';
import { gatherPeople, type Gathering, type People } from './people.ts';
import { type Naming } from './person.ts';

/** One policy that the change touches. */
export interface Edit {
  /** The policy's name, or its id where it has none, fit to be shown. */
  readonly policy: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** What makes it another policy, in words; empty but for `changed`. */
  readonly differences: readonly string[];
}

/** People whose access changes, and the edits one of which made the difference: a single one, if that could be told. */
export interface Cause {
  readonly edits: readonly Edit[];
  /** Undefined where nobody loses or gains access by it. */
  readonly lost: People | undefined;
  readonly gained: People | undefined;
}

/** Why people lose or gain access. */
export interface Explanation {
  readonly causes: readonly Cause[];
  /** Why something could not be explained, in a sentence. */
  readonly gap: string | undefined;
  /** The further policy tests that it took. */
  readonly policyTestIds: readonly string[];
}

/** How users fared at one place of the way from the policies before to those after: after that many steps. */
export interface Waypoint {
  readonly steps: number;
  /** The outcomes by identity; those whose access changes at least. */
  readonly statuses: ReadonlyMap<string, UserStatus>;
}

/** Both ends of a way of so many steps. */
export function endsOf(steps: number, changed: ReadonlyMap<string, ChangedUser>): [Waypoint, Waypoint] {
  const statusesOf = (side: 'before' | 'after'): ReadonlyMap<string, UserStatus> =>
    new Map([...changed].map(([identity, user]) => [identity, user[side]]));
  return [
    { steps: 0, statuses: statusesOf('before') },
    { steps, statuses: statusesOf('after') },
  ];
}

/**
 * After how many steps a further policy test tells most: halfway between the two neighbours, of those with several
 * steps between them, between which the access of most users changes; undefined when there are none.
 *
 * @param way in the order of its steps
 */
export function findDoubt(
  way: readonly Waypoint[],
  changed: ReadonlyMap<string, ChangedUser>,
): number | undefined {
  const [widest] = neighbours(way)
    .filter(([from, to]) => to.steps - from.steps > 1)
    .map(([from, to]) => ({
      middle: Math.floor((from.steps + to.steps) / 2),
      users: [...changed.keys()].filter((identity) => isTurn(identity, from, to)).length,
    }))
    .filter(({ users }) => users > 0)
    .sort((one, other) => other.users - one.users);
  return widest?.middle;
}

/**
 * Whose access changes between which neighbours of the way: the last ones between which somebody gains or loses it.
 *
 * @param steps the whole way
 * @param way from the policies before to those after, in the order of its steps
 */
export function attribute(
  steps: readonly Step[],
  way: readonly Waypoint[],
  changed: ReadonlyMap<string, ChangedUser>,
  naming: Naming,
): Pick<Explanation, 'causes' | 'gap'> {
  const stretches = neighbours(way).map(([from, to]) => ({
    from,
    to,
    lost: gatherPeople(naming),
    gained: gatherPeople(naming),
  }));
  let missing = 0;
  for (const [identity, { user, after }] of changed) {
    const turn = way.every(({ statuses }) => statuses.has(identity))
      ? stretches.findLast(({ from, to }) => isTurn(identity, from, to))
      : undefined;
    if (turn === undefined) missing += 1;
    else turn[after === 'approved' ? 'gained' : 'lost'].add(user);
  }
  return {
    causes: stretches
      .map(({ from, to, lost, gained }) => ({
        edits: steps.slice(from.steps, to.steps).map(({ edit }) => edit),
        lost: peopleOf(lost),
        gained: peopleOf(gained),
      }))
      .filter(({ lost, gained }) => lost ?? gained),
    gap:
      missing === 0
        ? undefined
        : `${formatUsers(missing)} cannot be explained, because a further policy test did not list them.`,
  };
}

function neighbours(way: readonly Waypoint[]): (readonly [Waypoint, Waypoint])[] {
  return way.slice(1).flatMap((to, index) => {
    const from = way[index];
    return from ? [[from, to] as const] : [];
  });
}

function isTurn(identity: string, from: Waypoint, to: Waypoint): boolean {
  return (from.statuses.get(identity) === 'approved') !== (to.statuses.get(identity) === 'approved');
}

function peopleOf(gathering: Gathering): People | undefined {
  const people = gathering.people();
  return people.total > 0 ? people : undefined;
}
