import { isMapping, type Policy } from './entry.ts';

/*
 * A resource's attributes as one tree: what Terraform tells in three (the values, what of them is not known yet, and
 * what is sensitive). What is null is left out of mappings.
 * https://developer.hashicorp.com/terraform/internals/json-format#change-representation
 */

/** A value that is known only after the plan is applied. */
export const UNKNOWN = Symbol('unknown');

const SECRET = Symbol('secret');

/** A sensitive text or number, and what is shown for it. */
interface Secret {
  readonly [SECRET]: string | number;
  readonly shown: string;
}

/** Gives each sensitive value of a plan a text by which it can be told from others. */
export type Conceal = (value: string | number) => Secret;

export function createConceal(): Conceal {
  const secrets = new Map<string | number, Secret>();
  return (value) => {
    const secret = secrets.get(value) ?? { [SECRET]: value, shown: `(sensitive ${secrets.size + 1})` };
    secrets.set(value, secret);
    return secret;
  };
}

/**
 * The tree of a value; `unknown` and `sensitive` have its shape, with `true` where it, or all in it, is that. Truth
 * values stay as they are: they decide what a policy is about, and tell no secret.
 */
export function mergeValue(value: unknown, unknown: unknown, sensitive: unknown, conceal: Conceal): unknown {
  if (unknown === true || ((value === undefined || value === null) && hasTrue(unknown))) return UNKNOWN;
  const inner = (key: string | number, item: unknown): unknown =>
    mergeValue(item, memberOf(unknown, key), sensitive === true || memberOf(sensitive, key), conceal);
  if (Array.isArray(value)) {
    const length = Math.max(value.length, Array.isArray(unknown) ? unknown.length : 0);
    return Array.from({ length }, (_none, index) => inner(index, value[index])).filter(
      (item) => item !== undefined,
    );
  }
  if (isMapping(value)) {
    const members: [string, unknown][] = [];
    for (const [key, item] of Object.entries(value)) {
      // Most of what a rule could be about is null.
      if (item === null && !hasTrue(memberOf(unknown, key))) continue;
      members.push([key, inner(key, item)]);
    }
    for (const key of isMapping(unknown) ? Object.keys(unknown) : []) {
      if (!Object.hasOwn(value, key)) members.push([key, inner(key, undefined)]);
    }
    return Object.fromEntries(members.filter(([, item]) => item !== undefined));
  }
  const isHidden =
    sensitive === true && (typeof value === 'number' || (typeof value === 'string' && value !== ''));
  return isHidden ? conceal(value) : value;
}

function hasTrue(mask: unknown): boolean {
  return mask === true || (typeof mask === 'object' && mask !== null && Object.values(mask).some(hasTrue));
}

/** A member of a mapping or an item of a list; never what everything inherits. */
export function memberOf(value: unknown, key: string | number): unknown {
  const isHolder = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isHolder ? (value as Record<string | number, unknown>)[key] : undefined;
}

/** Whether a node of a tree is a mapping. */
export function isBranch(node: unknown): node is Policy {
  return isMapping(node) && !isSecret(node);
}

function isSecret(node: unknown): node is Secret {
  return typeof node === 'object' && node !== null && SECRET in node;
}

/** The text of a leaf, be it sensitive or not. */
export function textOf(node: unknown): string | undefined {
  const value = isSecret(node) ? node[SECRET] : node;
  return typeof value === 'string' ? value : undefined;
}

/** All texts in a tree, be they sensitive or not. */
export function textsIn(node: unknown): readonly string[] {
  const text = textOf(node);
  if (text !== undefined) return [text];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsIn) : [];
}

/** Whether anything is given; provider v4 writes nothing in any of these ways. */
export function isSet(node: unknown): boolean {
  return !(
    node === undefined ||
    node === null ||
    node === false ||
    node === '' ||
    (Array.isArray(node) && node.length === 0)
  );
}

/** The path below a node to the first value that is not known, as in `[0].id`; empty for the node itself. */
export function findUnknown(node: unknown): string | undefined {
  if (node === UNKNOWN) return '';
  const isList = Array.isArray(node);
  if (!isList && !isBranch(node)) return undefined;
  for (const [key, item] of Object.entries(node)) {
    const below = findUnknown(item);
    if (below !== undefined) return `${isList ? `[${key}]` : `.${key}`}${below}`;
  }
  return undefined;
}

/** A tree without anything unknown, as it is sent. */
export function revealed(node: unknown): unknown {
  return isPlain(node) ? node : replaceLeaves(node, (secret) => secret[SECRET]);
}

/** The same as it may be shown. */
export function concealed(node: unknown): unknown {
  return isPlain(node) ? node : replaceLeaves(node, ({ shown }) => shown);
}

/** Whether nothing in a tree is unknown or sensitive, as mostly. */
function isPlain(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return node !== UNKNOWN;
  return !isSecret(node) && Object.values(node).every(isPlain);
}

function replaceLeaves(node: unknown, replace: (secret: Secret) => unknown): unknown {
  if (isSecret(node)) return replace(node);
  if (node === UNKNOWN) return '(known after apply)';
  if (Array.isArray(node)) return node.map((item) => replaceLeaves(item, replace));
  if (!isMapping(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, replaceLeaves(item, replace)]));
}
