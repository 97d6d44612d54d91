import { isAlias, isCollection, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { type Location, type Problem } from './errors.ts';
import { plain } from './untrusted.ts';

/** Keys and indexes from the root of a document to a value in it. */
export type Path = readonly PropertyKey[];

/** A YAML or JSON text as plain data that still knows where each value stands. */
export interface SourceDocument {
  /** Plain JSON data; `undefined` when the text is empty or has problems. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the value at `path` stands; where there is none, the nearest value above it. */
  locate(path: Path): Location;
  /** Where the last key of `path` stands, itself and not its value. */
  locateKey(path: Path): Location;
}

/** How many nodes aliases may expand to, for each anchor; more is an alias bomb. */
const MAX_ALIASES = 100;

/**
 * Reads one YAML 1.2 document (of which JSON is a part) with positions. Never throws: syntax errors, duplicate
 * keys, several documents and alias bombs are `problems`.
 */
export function parseSource(file: string, text: string): SourceDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });

  const at = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const offsetOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

  const locate = (path: Path): Location => {
    let node: unknown = document.contents;
    let offset = offsetOf(node) ?? 0;
    for (const key of path) {
      if (isAlias(node)) node = node.resolve(document);
      node = isCollection(node) ? node.get(key, true) : undefined;
      offset = offsetOf(node) ?? offset;
    }
    return at(offset);
  };

  const locateKey = (path: Path): Location => {
    const parent: unknown = document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)))
      : undefined;
    const offset = offsetOf(pair?.key);
    return offset === undefined ? locate(path) : at(offset);
  };

  const problems: Problem[] = document.errors.map((error) => ({
    message: plain(error.message),
    location: at(error.pos[0]),
  }));
  let value: unknown;
  if (problems.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: MAX_ALIASES }) ?? undefined;
    } catch (error) {
      problems.push({ message: plain(String(error)), location: at(0) });
    }
  }
  return { value, problems, locate, locateKey };
}
