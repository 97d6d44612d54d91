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

/** The steps in their order, in as many groups as `tests` further policy tests can tell apart. */
export function groupSteps(steps: readonly Step[], tests: number): (readonly Step[])[] {
  const groups = Math.min(steps.length, tests + 1);
  return Array.from({ length: groups }, (_, index) =>
    steps.slice(Math.ceil((index * steps.length) / groups), Math.ceil(((index + 1) * steps.length) / groups)),
  );
}

/**
 * Whose access which group of steps changed: the last one at which somebody gained or lost access for good.
 *
 * @param groups the way from the policies before to those after
 * @param between the outcomes of the users, by identity, after each group but the last
 */
export function attribute(
  groups: readonly (readonly Step[])[],
  between: readonly ReadonlyMap<string, UserStatus>[],
  changed: ReadonlyMap<string, ChangedUser>,
  naming: Naming,
): Pick<Explanation, 'causes' | 'gap'> {
  const gathered = groups.map(() => ({ lost: gatherPeople(naming), gained: gatherPeople(naming) }));
  let missing = 0;
  for (const [identity, { user, before, after }] of changed) {
    const way = [before, ...between.map((statuses) => statuses.get(identity)), after];
    if (way.includes(undefined)) {
      missing += 1;
      continue;
    }
    const turn = way.findLastIndex(
      (status, index) => index > 0 && (status === 'approved') !== (way[index - 1] === 'approved'),
    );
    gathered[turn - 1]?.[after === 'approved' ? 'gained' : 'lost'].add(user);
  }
  return {
    causes: groups
      .map((steps, index) => ({
        edits: steps.map(({ edit }) => edit),
        lost: peopleOf(gathered[index]?.lost),
        gained: peopleOf(gathered[index]?.gained),
      }))
      .filter(({ lost, gained }) => lost ?? gained),
    gap:
      missing === 0
        ? undefined
        : `${formatUsers(missing)} cannot be explained, because a further policy test did not list them.`,
  };
}

function peopleOf(gathering: Gathering | undefined): People | undefined {
  const people = gathering?.people();
  return people && people.total > 0 ? people : undefined;
}
