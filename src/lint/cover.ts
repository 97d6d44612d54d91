import { type Condition, distinctSizes, keysAround } from './condition.ts';
import { createReach, type Reach } from './reach.ts';
import { isContradicted, type Scope } from './scope.ts';
import { commonTrait } from './trait.ts';

/** The place of the first scope that surely has everybody of `scope`, among those of the places that may be meant. */
export type FindCover = (scope: Scope, mayBeMeant: (place: number) => boolean) => number | undefined;

/**
 * Looks for a scope around another by the keys of rules. Pairs of scopes are not compared rule by rule: a thousand
 * policies of a hundred rules would take minutes.
 */
export function createFindCover(scopes: readonly Scope[]): FindCover {
  const sizes = distinctSizes(
    scopes.flatMap(({ include, require, exclude }) => [...include.sizes, ...require.sizes, ...exclude.sizes]),
  );
  const including = indexByKey(scopes.map(({ include }) => include.keys));
  const requiring = indexByKey(scopes.map(({ require }) => require.keys));
  const exceptions = numberExceptions(scopes);

  const places = scopes.map((_scope, place) => place);
  const demands = scopes.map(({ require }) => require.keys.size);
  const keys = new Map<string, string[]>();
  const keysOf = (condition: Condition): string[] => {
    const known = keys.get(condition.key) ?? keysAround(condition, sizes);
    keys.set(condition.key, known);
    return known;
  };

  return (scope, mayBeMeant) => {
    const required = scope.require.all.map(keysOf);
    const met = new Set([...required.flat(), ...commonKeys(scope.alternatives, keysOf)]);
    const demandsMet = countHits(
      scopes.length,
      requiring,
      [...met].map((key) => [key]),
    );
    const candidates = places.filter((place) => demandsMet[place] === demands[place] && mayBeMeant(place));
    if (candidates.length === 0) return undefined;

    const alternatives = [...new Set(scope.alternatives.map(keysOf))];
    const included = countHits(scopes.length, including, alternatives);
    const includedAtOnce = countHits(scopes.length, including, [required.flat()]);
    const isHarmless = rememberEach(exceptions.all, createIsHarmless(scope, keysOf));
    return candidates.find(
      (place) =>
        (includedAtOnce[place] === 1 || included[place] === alternatives.length) &&
        areHarmless(exceptions.of[place] ?? [], isHarmless),
    );
  };
}

type Index = ReadonlyMap<string, readonly number[]>;

function indexByKey(sets: readonly ReadonlySet<string>[]): Index {
  const index = new Map<string, number[]>();
  sets.forEach((keys, place) => {
    for (const key of keys) {
      const places = index.get(key);
      if (places === undefined) index.set(key, [place]);
      else places.push(place);
    }
  });
  return index;
}

/** For each place, how many of the lists of keys have one of its keys. */
function countHits(length: number, index: Index, lists: readonly (readonly string[])[]): Uint32Array {
  const hits = new Uint32Array(length);
  const counted = new Uint32Array(length);
  lists.forEach((keys, list) => {
    for (const key of keys) {
      for (const place of index.get(key) ?? []) {
        if (counted[place] === list + 1) continue;
        counted[place] = list + 1;
        hits[place] = (hits[place] ?? 0) + 1;
      }
    }
  });
  return hits;
}

/** The keys around each of the conditions, that of everyone among them. */
function commonKeys(
  [first, ...others]: readonly Condition[],
  keysOf: (condition: Condition) => readonly string[],
): readonly string[] {
  let common = first === undefined ? [] : keysOf(first);
  for (const condition of others) {
    if (common.length <= 1) break;
    const keys = keysOf(condition);
    common = common.filter((key) => keys.includes(key));
  }
  return common;
}

interface Exceptions {
  /** Each rule of exclude once. */
  readonly all: readonly Condition[];
  /** For each scope, the places of its rules in `all`. */
  readonly of: readonly number[][];
}

function numberExceptions(scopes: readonly Scope[]): Exceptions {
  const all: Condition[] = [];
  const numbers = new Map<string, number>();
  const of = scopes.map(({ exclude }) => {
    const own = new Map(exclude.all.map((condition) => [condition.key, condition]));
    return [...own].map(([key, condition]) => {
      const number = numbers.get(key) ?? all.push(condition) - 1;
      numbers.set(key, number);
      return number;
    });
  });
  return { all, of };
}

/** Whether nobody of the scope is among those whom a rule excludes, because of its own exclude or otherwise. */
function createIsHarmless(
  { alternatives, left, exclude }: Scope,
  keysOf: (condition: Condition) => string[],
): (exception: Condition) => boolean {
  let reach: Reach | undefined;
  return (exception) => {
    if (keysOf(exception).some((key) => exclude.keys.has(key))) return true;
    if (exception.trait === undefined) return false;
    if (isContradicted(exception, left)) return true;
    reach ??= alternatives.every(({ trait }) => trait !== undefined)
      ? createReach(
          alternatives.flatMap(({ trait }) =>
            trait === undefined ? [] : [commonTrait(left.get(trait.kind) ?? trait, trait) ?? trait],
          ),
        )
      : () => true;
    return !reach(exception.trait);
  };
}

function rememberEach<Item>(
  items: readonly Item[],
  judge: (item: Item) => boolean,
): (number: number) => boolean {
  const known = new Map<number, boolean>();
  return (number) => {
    const item = items[number];
    const verdict = known.get(number) ?? (item !== undefined && judge(item));
    known.set(number, verdict);
    return verdict;
  };
}

/** Puts what was not first, where it is likely to be found at once for the next scope. */
function areHarmless(exceptions: number[], isHarmless: (number: number) => boolean): boolean {
  const index = exceptions.findIndex((number) => !isHarmless(number));
  if (index > 0) exceptions.unshift(...exceptions.splice(index, 1));
  return index < 0;
}
