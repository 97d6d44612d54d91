/** What becomes of something that a config asks for, as `AssertionChange` says; the worst first. */
const WORST_FIRST = ['gone', 'loosened', 'changed', 'tightened', 'new'] as const;

export type Direction = (typeof WORST_FIRST)[number];

/** What a reader must see comes first; what is as bad stays in its order. */
export function sortWorstFirst<Change extends { readonly direction: Direction }>(
  changes: readonly Change[],
): Change[] {
  return WORST_FIRST.flatMap((direction) => changes.filter((change) => change.direction === direction));
}
