import {
  type Document,
  isAlias,
  isMap,
  isSeq,
  Lexer,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { type Location, type Problem } from './errors.ts';
import { formatCount } from './format.ts';
import { MAX_DEPTH, MAX_PROBLEMS, MAX_YAML_TOKENS } from './limits.ts';
import { plain } from './untrusted.ts';
import { offsetOf, textOfKey, walkTree, type YamlTree } from './yamlTree.ts';

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

/** A line that opens so many lists, or is indented so far, makes the parser run out of memory. */
const TOO_DEEP = /^[-?: \t]{1000}/m;
const MAX_FLOW_DEPTH = 500;
const TOO_DEEP_MESSAGE = `The file is nested too deeply: at most ${formatCount(MAX_DEPTH)} lists and mappings in one another.`;
const TOO_LONG_MESSAGE = `The file has more than ${formatCount(MAX_YAML_TOKENS)} words and marks: split it.`;

/** Neither YAML (https://yaml.org/spec/1.2.2/#51-character-set) nor JSON has these. */
const CONTROL = /(?![\t\n\r\x7f-\x9f])\p{Cc}/u;
const CONTROL_MESSAGE =
  'A control character stands here, as in a file that is binary or not written in UTF-8: write it as text.';

/** Messages of the parser that speak to a programmer, said to the author of the file. */
const MESSAGES: Partial<Record<YAMLError['code'], string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'A mapping cannot start here: put text that holds ": " between quotes.',
  TAG_RESOLVE_FAILED: 'This YAML tag is not known: write the value without it.',
  MULTIPLE_DOCS: 'A second YAML document starts here: put everything into one.',
  RESOURCE_EXHAUSTION: TOO_DEEP_MESSAGE,
};

/**
 * Reads one YAML 1.2 document (of which JSON is a part) with positions. Never throws: syntax errors, duplicate
 * keys, several documents and alias bombs are `problems`, and so is a text of more than `maxTokens` words and marks.
 */
export function parseSource(file: string, text: string, maxTokens = MAX_YAML_TOKENS): SourceDocument {
  const lines = new LineCounter();
  const at = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  const unfit = findUnfit(text, maxTokens);
  const document: Document = parseDocument(unfit ? '' : text, {
    lineCounter: lines,
    logLevel: 'error',
    prettyErrors: false,
    // Compares each key with all others; the walk over the tree does the same in linear time.
    uniqueKeys: false,
  });
  if (unfit) {
    countLines(text, lines);
    return {
      value: undefined,
      problems: [{ message: unfit.message, location: at(unfit.offset) }],
      at,
      locate: () => at(unfit.offset),
      locateKey: () => at(unfit.offset),
    };
  }

  const problems = syntaxProblems([...document.errors, ...document.warnings.filter(isUnknownTag)], at);
  const tree = document.errors.length === 0 ? walkTree(document) : undefined;
  const mistakes = [...(tree?.repeatedKeys ?? []), ...(tree?.mistakes ?? [])];
  problems.push(
    ...mistakes.slice(0, MAX_PROBLEMS).map(({ message, offset }) => ({ message, location: at(offset) })),
  );
  const isSound = tree?.mistakes.length === 0;
  const find = createFind(document, tree);
  return {
    // The walk has bounded what aliases come to, and the parser's own bound counts something else.
    value: isSound ? ((document.toJS({ maxAliasCount: -1 }) as unknown) ?? undefined) : undefined,
    problems,
    at,
    locate: (path) => at(find(path).value),
    locateKey: (path) => at(find(path).key),
  };
}

/** Why a text is not given to the parser, which would take very long for it or run out of memory. */
function findUnfit(
  text: string,
  maxTokens: number,
): { readonly message: string; readonly offset: number } | undefined {
  const control = CONTROL.exec(text);
  if (control) return { message: CONTROL_MESSAGE, offset: control.index };
  if (TOO_DEEP.test(text) || flowDepth(text) > MAX_FLOW_DEPTH)
    return { message: TOO_DEEP_MESSAGE, offset: 0 };
  let [tokens, offset] = [0, 0];
  for (const token of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > maxTokens) return { message: TOO_LONG_MESSAGE, offset };
    // The others stand for no character of the text.
    if (!CONTROL.test(token)) offset += token.length;
  }
  return undefined;
}

/** Only the parser tells where lines start, and it has not seen this text. */
function countLines(text: string, lines: LineCounter): void {
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines.addNewLine(at + 1);
  }
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

/** The offsets of the value at a path, or of the nearest one above it, and of its key. */
function createFind(
  document: Document,
  tree: YamlTree | undefined,
): (path: Path) => { key: number; value: number } {
  const indexes = new Map<YAMLMap, Map<string, Pair>>();
  // The last of two equal keys, as in the plain data.
  const pairsOf = (map: YAMLMap): Map<string, Pair> => {
    const index = indexes.get(map) ?? new Map(map.items.map((pair) => [textOfKey(pair), pair]));
    indexes.set(map, index);
    return index;
  };
  return (path) => {
    let node: unknown = document.contents;
    let value = offsetOf(node) ?? 0;
    let key = value;
    for (const step of path) {
      if (isAlias(node)) node = tree?.targetOf(node);
      const pair = isMap(node) ? pairsOf(node).get(String(step)) : undefined;
      node = isSeq(node) ? node.items[Number(step)] : pair?.value;
      key = offsetOf(pair?.key) ?? offsetOf(node) ?? key;
      value = offsetOf(node) ?? value;
    }
    return { key, value };
  };
}
