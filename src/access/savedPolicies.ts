import { WireError } from '../errors.ts';
import { type Policy } from '../policies/entry.ts';
import { type SavedPolicy } from './applicationWire.ts';

/** Rows asked for at once: no maximum is documented, and this is what other clients ask for. A server may give fewer. */
export const POLICIES_PER_PAGE = 50;

/** Far more pages than an application has policies, and few enough for the rate limit. */
const MAX_PAGES = 100;

/** What the pages of an application's policies have brought so far. */
export interface SavedPolicies {
  /** Pages that were read. */
  readonly pages: number;
  /** By what tells one from another. */
  readonly byKey: ReadonlyMap<string, SavedPolicy>;
  /** Whether no further page is to be read. */
  readonly isWhole: boolean;
}

export const NO_POLICIES_YET: SavedPolicies = { pages: 0, byKey: new Map(), isWhole: false };

/**
 * Adds the rows of the next page. What the server says of the end differs, so any sign of it counts: as many
 * policies as there are in all, a page without rows, or one without news from a server that ignores `page`.
 *
 * @param totalCount as the page says, if it does
 * @throws WireError when pages end before that many, or never do: a part of the policies lets others in than all of them
 */
export function withPage(
  { pages, byKey }: SavedPolicies,
  rows: readonly SavedPolicy[],
  totalCount: number | undefined,
): SavedPolicies {
  const all = new Map([...byKey, ...rows.map((row) => [keyOf(row), row] as const)]);
  const isLast = all.size === byKey.size;
  if (isLast && totalCount !== undefined && all.size < totalCount) {
    throw new WireError(`announces ${String(totalCount)} policies, but its pages have ${String(all.size)}`);
  }
  const isWhole = isLast || all.size === totalCount;
  if (!isWhole && pages + 1 >= MAX_PAGES) {
    throw new WireError(`has no end: page ${String(MAX_PAGES)} still brings policies`);
  }
  return { pages: pages + 1, byKey: all, isWhole };
}

/** The policies from the first to the last that is asked; those without a precedence keep their place after. */
export function inPrecedence({ byKey }: SavedPolicies): readonly Policy[] {
  const policies = [...byKey.values()];
  const placed = policies.filter(({ precedence }) => precedence !== undefined);
  const others = policies.filter(({ precedence }) => precedence === undefined);
  placed.sort((one, other) => (one.precedence ?? 0) - (other.precedence ?? 0));
  return [...placed, ...others].map(({ policy }) => policy);
}

/** Two policies may be the same but for their place. */
function keyOf({ id, precedence, policy }: SavedPolicy): string {
  return id ?? JSON.stringify([precedence, policy]);
}
