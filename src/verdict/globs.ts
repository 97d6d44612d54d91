import { type Characters, charactersOf, type Test } from './globTest.ts';

/** Many globs at once. */
export interface Globs<Owner> {
  /** The owner of each test that matches: several times, where several of its tests do. */
  ownersOf(address: string): readonly Owner[];
}

interface Candidate<Owner> {
  readonly owner: Owner;
  readonly test: Test;
  /** The number of the last address that it was tried with. */
  last: number;
}

/** Candidates that can be told apart no further, and those that go on by the unit of their text at a depth. */
interface Node<Owner> {
  readonly candidates: readonly Candidate<Owner>[];
  readonly depth: number;
  /** By that unit; empty where nothing goes on. What all of them have in common before it is not looked at. */
  readonly next: readonly (Node<Owner> | undefined)[];
}

/** So many are tried without looking at more of the address. */
const FEW = 4;

/** A list that has a place for each of these is read without a look at whether it has. */
const ASCII = 128;

/**
 * Finds the globs that match an address without trying all of them: by the longest text that it must end with (a
 * domain), start with, or have in it. Only those that have no such text are tried with every address. Each is tried
 * once at most, by its `Test`, whatever was looked up.
 */
export function createGlobs<Owner>(
  globs: readonly { readonly owner: Owner; readonly tests: readonly Test[] }[],
): Globs<Owner> {
  const candidates = globs.flatMap(({ owner, tests }) => tests.map((test) => ({ owner, test, last: 0 })));
  const having = (key: Key): Candidate<Owner>[] => candidates.filter(({ test }) => keyOf(test) === key);
  const byTail = nodeOf(having('tail'), ({ tail }, depth) => unitAt(tail, tail.length - 1 - depth));
  const byHead = nodeOf(having('head'), ({ head }, depth) => unitAt(head, depth));
  const byInside = startsOf(having('inside'), ({ inside }, depth) => unitAt(inside, depth));
  const others = having('none');
  let addresses = 0;

  function tryEach(some: readonly Candidate<Owner>[], characters: Characters, owners: Owner[]): void {
    for (const candidate of some) {
      if (candidate.last === addresses) continue;
      candidate.last = addresses;
      if (candidate.test.matches(characters)) owners.push(candidate.owner);
    }
  }

  /** Tries what the units of an address from `start` on lead to. */
  function follow(
    root: Node<Owner>,
    address: string,
    start: number,
    step: 1 | -1,
    characters: Characters,
    owners: Owner[],
  ): void {
    let node: Node<Owner> | undefined = root;
    while (node) {
      if (node.candidates.length > 0) tryEach(node.candidates, characters, owners);
      const at: number = start + step * node.depth;
      node = at >= 0 && at < address.length ? node.next[address.charCodeAt(at)] : undefined;
    }
  }

  return {
    ownersOf(address) {
      addresses += 1;
      const characters = charactersOf(address);
      const owners: Owner[] = [];
      tryEach(others, characters, owners);
      follow(byTail, address, address.length - 1, -1, characters, owners);
      follow(byHead, address, 0, 1, characters, owners);
      // Most places are left at once, without a call for each.
      for (let at = 0; at < address.length; at += 1) {
        const node = byInside[address.charCodeAt(at)];
        if (node) follow(node, address, at, 1, characters, owners);
      }
      return owners;
    },
  };
}

/** By what a test is looked up. */
type Key = 'tail' | 'head' | 'inside' | 'none';

function keyOf({ tail, head, inside }: Test): Key {
  const longest = Math.max(tail.length, head.length, inside.length);
  if (longest === 0) return 'none';
  if (longest === tail.length) return 'tail';
  return longest === head.length ? 'head' : 'inside';
}

type UnitOf = (test: Test, depth: number) => number | undefined;

/** @param unitOf the unit of a text at a depth, from 0; undefined behind its end */
function nodeOf<Owner>(candidates: readonly Candidate<Owner>[], unitOf: UnitOf, start = 0): Node<Owner> {
  if (candidates.length <= FEW) return { candidates, depth: start, next: [] };
  let depth = start;
  let [ended, groups] = groupBy(candidates, unitOf, depth);
  while (ended.length === 0 && groups.size === 1) {
    depth += 1;
    [ended, groups] = groupBy(candidates, unitOf, depth);
  }
  return { candidates: ended, depth, next: nodesOf(groups, unitOf, depth) };
}

/** The nodes by the first unit, even where all have the same: what may start anywhere must be told at first sight. */
function startsOf<Owner>(candidates: readonly Candidate<Owner>[], unitOf: UnitOf): Node<Owner>['next'] {
  const [, groups] = groupBy(candidates, unitOf, 0);
  return nodesOf(groups, unitOf, 0);
}

function nodesOf<Owner>(
  groups: ReadonlyMap<number, readonly Candidate<Owner>[]>,
  unitOf: UnitOf,
  depth: number,
): Node<Owner>['next'] {
  const next = new Array<Node<Owner> | undefined>(ASCII).fill(undefined);
  for (const [unit, group] of groups) next[unit] = nodeOf(group, unitOf, depth + 1);
  return next;
}

/** Those whose text has ended, and the others by its unit. */
function groupBy<Owner>(
  candidates: readonly Candidate<Owner>[],
  unitOf: UnitOf,
  depth: number,
): [ended: Candidate<Owner>[], groups: Map<number, Candidate<Owner>[]>] {
  const ended: Candidate<Owner>[] = [];
  const groups = new Map<number, Candidate<Owner>[]>();
  for (const candidate of candidates) {
    const unit = unitOf(candidate.test, depth);
    if (unit === undefined) {
      ended.push(candidate);
      continue;
    }
    const group = groups.get(unit);
    if (group) group.push(candidate);
    else groups.set(unit, [candidate]);
  }
  return [ended, groups];
}

function unitAt(text: string, index: number): number | undefined {
  return index >= 0 && index < text.length ? text.charCodeAt(index) : undefined;
}
