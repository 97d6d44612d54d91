/** Whether something holds; `undefined` where that cannot be decided. */
export type Truth = boolean | undefined;

/** OR of Kleene's three-valued logic: one that holds is enough, however unclear the others are. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

/** AND of Kleene's logic: one that does not hold is enough. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

/** NOT of Kleene's logic: the opposite of what is unclear is unclear. */
export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
