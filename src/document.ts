import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import { type Location, type Problem } from './errors.ts';
import { plain } from './untrusted.ts';

/** Keys and indexes from the root of a document to a value in it. */
export type Path = readonly PropertyKey[];

/** A YAML or JSON text as plain data that still knows where each value stands. */
export interface SourceDocument {
  /** Plain JSON data; `undefined` when the text is empty, or broken beyond keys given twice. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The place of an offset, in UTF-16 units from the start of the text. */
  readonly at: (offset: number) => Location;
  /** Where the value at `path` stands; where there is none, the nearest value above it. */
  readonly locate: (path: Path) => Location;
  /** Where the last key of `path` stands, itself and not its value. */
  readonly locateKey: (path: Path) => Location;
}

/** How many nodes aliases may expand to, for each anchor; more is an alias bomb. */
const MAX_ALIASES = 1000;

/** A line that opens so many lists, or is indented so far, makes the parser run out of memory. */
const TOO_DEEP = /^[-?: \t]{1000}/m;
const MAX_FLOW_DEPTH = 500;
const TOO_DEEP_MESSAGE = 'The file is nested too deeply.';

/** More than anybody mends at once. */
const MAX_PROBLEMS = 100;

/** Messages of the parser that speak to a programmer, said to the author of the file. */
const MESSAGES: Partial<Record<YAMLError['code'], string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'A mapping cannot start here: put text that holds ": " between quotes.',
  DUPLICATE_KEY: 'This key is given twice: a mapping has each key once.',
  TAG_RESOLVE_FAILED: 'This YAML tag is not known: write the value without it.',
  MULTIPLE_DOCS: 'A second YAML document starts here: put everything into one.',
  RESOURCE_EXHAUSTION: TOO_DEEP_MESSAGE,
};

/**
 * Reads one YAML 1.2 document (of which JSON is a part) with positions. Never throws: syntax errors, duplicate
 * keys, several documents and alias bombs are `problems`.
 */
export function parseSource(file: string, text: string): SourceDocument {
  const lines = new LineCounter();
  const at = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  const tooDeep = TOO_DEEP.test(text) || flowDepth(text) > MAX_FLOW_DEPTH;
  const document: Document = parseDocument(tooDeep ? '' : text, {
    lineCounter: lines,
    logLevel: 'error',
    prettyErrors: false,
  });
  const problems = tooDeep
    ? [{ message: TOO_DEEP_MESSAGE, location: at(0) }]
    : syntaxProblems([...document.errors, ...document.warnings.filter(isUnknownTag)], at);

  let value: unknown;
  if (document.errors.every(({ code }) => code === 'DUPLICATE_KEY')) {
    const broken = [...aliasProblems(document, at), ...mergeKeyProblems(document, at)];
    problems.push(...broken);
    if (broken.length === 0) {
      try {
        value = document.toJS({ maxAliasCount: MAX_ALIASES }) ?? undefined;
      } catch {
        const message = `Aliases repeat too much: each anchor may stand for ${String(MAX_ALIASES)} values at most.`;
        problems.push({ message, location: at(0) });
      }
    }
  }

  return {
    value,
    problems,
    at,
    locate: (path) => at(find(document, path).value),
    locateKey: (path) => at(find(document, path).key),
  };
}

/** A value whose tag is not known would be taken for plain text, which is not what was written. */
function isUnknownTag({ code }: YAMLError): boolean {
  return code === 'TAG_RESOLVE_FAILED';
}

/** How deep brackets are nested at most; those in quotes count as well, because only the parser tells them apart. */
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = bracket === '[' || bracket === '{' ? depth + 1 : Math.max(0, depth - 1);
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** One problem a line: what follows the first is mostly its consequence. */
function syntaxProblems(errors: readonly YAMLError[], at: (offset: number) => Location): Problem[] {
  const exhausted = errors.filter(({ code }) => code === 'RESOURCE_EXHAUSTION').slice(-1);
  const byLine = new Map<number, Problem>();
  for (const { code, message, pos } of exhausted.length > 0 ? exhausted : errors) {
    const location = at(pos[0]);
    if (byLine.has(location.line)) continue;
    byLine.set(location.line, { message: MESSAGES[code] ?? `${plain(message)}.`, location });
  }
  return [...byLine.values()].slice(0, MAX_PROBLEMS);
}

/** Aliases without an anchor, which mostly are globs without quotes, and aliases inside of their own anchor. */
function aliasProblems(document: Document, at: (offset: number) => Location): Problem[] {
  const anchors = new Map<string, Node>();
  const problems: Problem[] = [];
  visit(document, {
    Node(_key, node, ancestors) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return;
      }
      const target = anchors.get(node.source);
      if (target !== undefined && !ancestors.includes(target)) return;
      const message = target
        ? 'This alias stands inside of what it repeats.'
        : 'A "*" without quotes is a YAML alias, and there is no such anchor: put a pattern between quotes.';
      problems.push({ message, location: at(offsetOf(node) ?? 0) });
    },
  });
  return problems;
}

/** Merge keys are no part of YAML 1.2, and somebody who writes one does not mean a key of that name. */
function mergeKeyProblems(document: Document, at: (offset: number) => Location): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Pair(_key, { key }) {
      if (!isScalar(key) || key.type !== 'PLAIN' || key.source !== '<<') return;
      const message = 'The merge key "<<" is not read: write the fields out.';
      problems.push({ message, location: at(offsetOf(key) ?? 0) });
    },
  });
  return problems.slice(0, MAX_PROBLEMS);
}

/** The offsets of the value at `path`, or of the nearest one above it, and of its key. */
function find(document: Document, path: Path): { key: number; value: number } {
  let node: unknown = document.contents;
  let value = offsetOf(node) ?? 0;
  let key = value;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    // The last of two equal keys, as in the plain data.
    const pair = isMap(node)
      ? node.items.findLast((item) => isScalar(item.key) && String(item.key.value) === String(step))
      : undefined;
    node = isSeq(node) ? node.items[Number(step)] : pair?.value;
    key = offsetOf(pair?.key) ?? offsetOf(node) ?? key;
    value = offsetOf(node) ?? value;
  }
  return { key, value };
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
