import { charactersOf, type Test } from './globTest.ts';

/** Many globs at once. */
export interface Globs<Owner> {
  /** The owner of each test that matches: several times, where several of its tests do. */
  ownersOf(address: string): readonly Owner[];
}

interface Entry<Owner> {
  readonly owner: Owner;
  readonly test: Test;
}

/** Texts by their units, one after the other, and who asks for what ends here. */
interface Node<Owner> {
  readonly next: Map<number, Node<Owner>>;
  readonly entries: Entry<Owner>[];
}

/**
 * Finds the globs that match an address without trying all of them: by their end first, which most have (a domain),
 * else by their start; only those that have neither are tried with every address.
 */
export function createGlobs<Owner>(
  globs: readonly { readonly owner: Owner; readonly tests: readonly Test[] }[],
): Globs<Owner> {
  const byTail = createNode<Owner>();
  const byHead = createNode<Owner>();
  const others: Entry<Owner>[] = [];
  for (const { owner, tests } of globs) {
    for (const test of tests) {
      const entry = { owner, test };
      if (test.tail !== '') nodeOf(byTail, unitsOf(test.tail).reverse()).entries.push(entry);
      else if (test.head !== '') nodeOf(byHead, unitsOf(test.head)).entries.push(entry);
      else others.push(entry);
    }
  }
  return {
    ownersOf(address) {
      const characters = charactersOf(address);
      const owners: Owner[] = [];
      const tryAll = (entries: readonly Entry<Owner>[]): void => {
        for (const { owner, test } of entries) if (test.matches(characters)) owners.push(owner);
      };
      tryAll(others);
      let node: Node<Owner> | undefined = byTail;
      for (let at = address.length - 1; node && at >= 0; at -= 1) {
        node = node.next.get(address.charCodeAt(at));
        if (node) tryAll(node.entries);
      }
      node = byHead;
      for (let at = 0; node && at < address.length; at += 1) {
        node = node.next.get(address.charCodeAt(at));
        if (node) tryAll(node.entries);
      }
      return owners;
    },
  };
}

function createNode<Owner>(): Node<Owner> {
  return { next: new Map(), entries: [] };
}

/** The node of a text, made where it is not there. */
function nodeOf<Owner>(root: Node<Owner>, units: readonly number[]): Node<Owner> {
  let node = root;
  for (const unit of units) {
    const next = node.next.get(unit) ?? createNode<Owner>();
    node.next.set(unit, next);
    node = next;
  }
  return node;
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}
