import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { formatCount } from './format.ts';
import { MAX_DEPTH, MAX_PROBLEMS, MAX_YAML_ALIASES, MAX_YAML_CHARACTERS, MAX_YAML_VALUES } from './limits.ts';

/** A mistake of a tree, at an offset of its text. */
export interface TreeMistake {
  readonly message: string;
  readonly offset: number;
}

/** What one walk over a YAML document tells of it. */
export interface YamlTree {
  /** Keys given twice; whoever reads the values takes the last. */
  readonly repeatedKeys: readonly TreeMistake[];
  /** What makes the values something else than what was meant, or more than can be held. */
  readonly mistakes: readonly TreeMistake[];
  /** What an alias stands for; undefined where it stands for nothing. */
  readonly targetOf: (alias: Alias) => Node | undefined;
}

/** How much a node comes to, with all that its aliases repeat. */
interface Size {
  readonly values: number;
  readonly characters: number;
  readonly depth: number;
}

const NOTHING: Size = { values: 1, characters: 0, depth: 0 };

const MESSAGES = {
  repeated: 'This key is given twice: a mapping has each key once.',
  noText: 'A key must be plain text, and no list, mapping or alias.',
  merge: 'The merge key "<<" is not read: write the fields out.',
  inside: 'This alias stands inside of what it repeats.',
  noAnchor:
    'A "*" without quotes is a YAML alias, and there is no such anchor: put a pattern between quotes.',
  aliases: `Aliases repeat too much: a file may have ${formatCount(MAX_YAML_ALIASES)} of them, for ${formatCount(MAX_YAML_VALUES)} values at most.`,
  deep: `The file is nested too deeply: at most ${formatCount(MAX_DEPTH)} lists and mappings in one another.`,
} as const;

/**
 * Walks over all nodes of `document` once, in linear time, which the parser's own check of keys does not take. Its
 * syntax must be right, and its brackets and indentation bounded, because this calls itself for what is inside.
 */
export function walkTree(document: Document): YamlTree {
  const repeatedKeys: TreeMistake[] = [];
  const mistakes: TreeMistake[] = [];
  const anchors = new Map<string, { node: Node; size: Size | undefined }>();
  const targets = new Map<Alias, Node>();
  let aliases = 0;
  const report = (list: TreeMistake[], message: string, node: unknown): void => {
    if (list.length < MAX_PROBLEMS) list.push({ message, offset: offsetOf(node) ?? 0 });
  };

  function measure(node: unknown): Size {
    if (isPair(node)) return join([measure(node.key), measure(node.value)], 0);
    if (!isNode(node)) return NOTHING;
    if (isAlias(node)) return measureAlias(node);
    const anchor = node.anchor === undefined ? undefined : { node, size: undefined as Size | undefined };
    if (anchor && node.anchor !== undefined) anchors.set(node.anchor, anchor);
    const size = measureItems(node);
    if (anchor) anchor.size = size;
    return size;
  }

  function measureItems(node: Node): Size {
    if (isMap(node)) {
      checkKeys(node);
      return join(node.items.map(measure), 1);
    }
    if (isSeq(node)) return join(node.items.map(measure), 1);
    return { ...NOTHING, characters: isScalar(node) ? (node.source?.length ?? 0) : 0 };
  }

  function measureAlias(alias: Alias): Size {
    aliases += 1;
    const anchor = anchors.get(alias.source);
    if (anchor?.size === undefined) {
      report(mistakes, anchor ? MESSAGES.inside : MESSAGES.noAnchor, alias);
      return NOTHING;
    }
    targets.set(alias, anchor.node);
    return anchor.size;
  }

  function checkKeys({ items }: YAMLMap): void {
    const seen = new Set<string>();
    for (const pair of items) {
      const { key } = pair;
      if (!isScalar(key)) {
        report(mistakes, MESSAGES.noText, key);
        continue;
      }
      if (key.type === 'PLAIN' && key.source === '<<') report(mistakes, MESSAGES.merge, key);
      const text = textOfKey(pair);
      if (seen.has(text)) report(repeatedKeys, MESSAGES.repeated, key);
      seen.add(text);
    }
  }

  const { values, characters, depth } = measure(document.contents);
  const isBomb =
    aliases > MAX_YAML_ALIASES ||
    (aliases > 0 && (values > MAX_YAML_VALUES || characters > MAX_YAML_CHARACTERS));
  if (isBomb) mistakes.unshift({ message: MESSAGES.aliases, offset: 0 });
  if (depth > MAX_DEPTH) mistakes.unshift({ message: MESSAGES.deep, offset: 0 });
  return { repeatedKeys, mistakes, targetOf: (alias) => targets.get(alias) };
}

/** What the key of a pair becomes in the plain data, where it is no list and no mapping. */
export function textOfKey({ key }: Pair): string {
  const value = isScalar<string | number | boolean | null>(key) ? key.value : null;
  return value === null ? '' : String(value);
}

/** Where a node starts, in UTF-16 units from the start of the text. */
export function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function join(sizes: readonly Size[], own: number): Size {
  let { values, characters, depth } = { values: own, characters: 0, depth: 0 };
  for (const size of sizes) {
    values += size.values;
    characters += size.characters;
    depth = Math.max(depth, size.depth);
  }
  return { values, characters, depth: depth + own };
}
