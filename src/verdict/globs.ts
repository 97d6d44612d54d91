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

/** Those whose text begins as the way to here says, and the ways on. */
interface Node<Owner> {
  readonly candidates: readonly Candidate<Owner>[];
  readonly next: ReadonlyMap<number, Node<Owner>>;
}

/** So many are tried without looking at more of the address. */
const FEW = 4;

/** Units of a text that are looked up; what differs later only is tried. */
const MAX_DEPTH = 32;

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
  const byInside = nodeOf(having('inside'), ({ inside }, depth) => unitAt(inside, depth));
  const others = having('none');
  let addresses = 0;

  function tryEach(some: readonly Candidate<Owner>[], characters: Characters, owners: Owner[]): void {
    for (const candidate of some) {
      if (candidate.last === addresses) continue;
      candidate.last = addresses;
      if (candidate.test.matches(characters)) owners.push(candidate.owner);
    }
  }

  return {
    ownersOf(address) {
      addresses += 1;
      const characters = charactersOf(address);
      const owners: Owner[] = [];
      const follow = (root: Node<Owner>, start: number, step: 1 | -1): void => {
        let node: Node<Owner> | undefined = root;
        for (let at = start; node; at += step) {
          if (node.candidates.length > 0) tryEach(node.candidates, characters, owners);
          node = node.next.size > 0 ? node.next.get(address.charCodeAt(at)) : undefined;
        }
      };
      tryEach(others, characters, owners);
      follow(byTail, address.length - 1, -1);
      follow(byHead, 0, 1);
      for (let at = 0; at < address.length; at += 1) follow(byInside, at, 1);
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

/** @param unitOf the unit of a text at a depth, from 0; undefined behind its end */
function nodeOf<Owner>(
  candidates: readonly Candidate<Owner>[],
  unitOf: (test: Test, depth: number) => number | undefined,
  depth = 0,
): Node<Owner> {
  if (candidates.length <= FEW || depth === MAX_DEPTH) return { candidates, next: new Map() };
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
  const next = new Map([...groups].map(([unit, group]) => [unit, nodeOf(group, unitOf, depth + 1)] as const));
  return { candidates: ended, next };
}

function unitAt(text: string, index: number): number | undefined {
  return index >= 0 && index < text.length ? text.charCodeAt(index) : undefined;
}
