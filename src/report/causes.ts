import { formatCount } from '../format.ts';
import { type Cause, type Edit } from '../verdict/explanation.ts';
import { type Style } from './style.ts';

/** As many are listed in one sentence. */
const MAX_LISTED = 5;

/** What made the difference for as many of the people on one side. */
export interface CauseOf {
  readonly edits: Cause['edits'];
  readonly users: number;
}

/** The causes of those who lose access, or of those who gain it: of most people first. */
export function causesOf(causes: readonly Cause[], side: 'lost' | 'gained'): CauseOf[] {
  return causes
    .map((cause) => ({ edits: cause.edits, users: cause[side]?.total ?? 0 }))
    .filter(({ users }) => users > 0)
    .sort((a, b) => b.users - a.users);
}

/** `the policy "Staff" made the difference: new require: geo US`, and for how many of `total` unless it is for all. */
export function describeCause({ edits, users }: CauseOf, total: number, { text, name }: Style): string {
  const forWhom = users === total ? '' : ` for ${formatCount(users)} of them`;
  const [first, ...others] = edits;
  if (first !== undefined && others.length === 0) {
    const differences = first.differences.length > 0 ? `: ${listFew(first.differences.map(text), '; ')}` : '';
    return `${subjectOf(first, name)} made the difference${forWhom}${differences}`;
  }
  const policies = listFew(
    edits.map((edit) => name(edit.policy)),
    ', ',
  );
  return `one of these policies made the difference${forWhom}: ${policies}`;
}

/** The first few of `items`, and how many more there are. */
export function listFew(items: readonly string[], separator: string): string {
  const more = items.length - MAX_LISTED;
  const shown = items.slice(0, MAX_LISTED);
  return [...shown, ...(more > 0 ? [`and ${formatCount(more)} more`] : [])].join(separator);
}

function subjectOf({ policy, kind }: Edit, name: Style['name']): string {
  switch (kind) {
    case 'added':
      return `the new policy ${name(policy)}`;
    case 'removed':
      return `the removal of the policy ${name(policy)}`;
    case 'moved':
      return `the new order of ${name(policy)}`;
    case 'changed':
      return `the policy ${name(policy)}`;
  }
}
