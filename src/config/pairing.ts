/** What has become of an item of a list. */
export type Pair<Item> =
  | { readonly kind: 'both'; readonly before: Item; readonly after: Item }
  | { readonly kind: 'gone'; readonly before: Item }
  | { readonly kind: 'new'; readonly after: Item };

/**
 * Finds each item of `before` among those of `after`: in the order of `before`, and what is new behind it. Items are the
 * same that have a key in common, the first with the first; what a round leaves is tried by the keys of the next. Takes
 * time in proportion to the number of keys, and exchanging the lists exchanges the sides of the pairs.
 */
export function pairUp<Item>(
  before: readonly Item[],
  after: readonly Item[],
  rounds: readonly ((item: Item) => readonly string[])[],
): Pair<Item>[] {
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  for (const keysOf of rounds) {
    const candidates = indexesByKey(after, keysOf, taken);
    const groups = [...indexesByKey(before, keysOf, partners)].sort(([one], [other]) =>
      one < other ? -1 : 1,
    );
    for (const [key, indexes] of groups) {
      const free = (candidates.get(key) ?? []).filter((index) => !taken.has(index));
      for (const [place, index] of indexes.filter((each) => !partners.has(each)).entries()) {
        const partner = free[place];
        if (partner === undefined) break;
        partners.set(index, partner);
        taken.add(partner);
      }
    }
  }
  return [
    ...before.map((item, index): Pair<Item> => {
      const partner = partners.get(index);
      const found = partner === undefined ? undefined : after[partner];
      return found === undefined
        ? { kind: 'gone', before: item }
        : { kind: 'both', before: item, after: found };
    }),
    ...after
      .filter((_, index) => !taken.has(index))
      .map((item): Pair<Item> => ({ kind: 'new', after: item })),
  ];
}

/** Where the items of each key stand, but for those that are `settled`. */
function indexesByKey<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly string[],
  settled: Pick<ReadonlySet<number>, 'has'>,
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [index, item] of items.entries()) {
    if (settled.has(index)) continue;
    for (const key of new Set(keysOf(item))) {
      const indexes = found.get(key);
      if (indexes === undefined) found.set(key, [index]);
      else indexes.push(index);
    }
  }
  return found;
}
