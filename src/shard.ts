import { createHash } from 'node:crypto';

/** One of `count` parts of a config's tests, from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** As many jobs as a matrix of GitHub Actions may have: https://docs.github.com/en/actions/reference/limits */
export const MAX_SHARDS = 256;

/** Reads `2/5`; undefined where it is not of that form, or no such part can be. */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = (/^(\d{1,3})\/(\d{1,3})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined) return undefined;
  return index >= 1 && index <= count && count <= MAX_SHARDS ? { index, count } : undefined;
}

/** `2/5` */
export function renderShard({ index, count }: Shard): string {
  return `${String(index)}/${String(count)}`;
}

/**
 * The items of a shard, in their order. Every item is in one shard of a count, whatever the order of the config, and
 * shards differ by one item at most: items are dealt out by the hash of their names, so that one more of them moves
 * few others.
 */
export function itemsOf<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  { index, count }: Shard,
): Item[] {
  const dealt = items
    .map((item) => ({ item, hash: createHash('sha256').update(nameOf(item)).digest('hex') }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))
    .map(({ item }) => item);
  const edge = (part: number): number => Math.floor((part * dealt.length) / count);
  const mine = new Set(dealt.slice(edge(index - 1), edge(index)));
  return items.filter((item) => mine.has(item));
}
