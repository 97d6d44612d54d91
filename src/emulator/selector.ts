import { z } from 'zod';
import { type Directory, type User } from './directory.ts';
import { type Truth } from './truth.ts';

/** Whom a rule is asked about, and what it may refer to. */
export interface Subject {
  readonly user: User;
  readonly directory: Directory;
  /** Whether the user is in the Access group with this id. */
  readonly isInAccessGroup: (id: string) => Truth;
}

/** Whether a rule matches somebody; `value` is what stands in the rule under the selector's name. */
export type Selector = (value: unknown, subject: Subject) => Truth;

/** A selector whose value has the fields of `shape`, by the API's names; a value without them cannot be decided. */
export function createSelector<Shape extends z.ZodRawShape>(
  shape: Shape,
  decide: (value: z.infer<z.ZodObject<Shape>>, subject: Subject) => Truth,
): Selector {
  const schema = z.object(shape);
  return (value, subject) => {
    const { data } = schema.safeParse(value);
    return data && decide(data, subject);
  };
}
