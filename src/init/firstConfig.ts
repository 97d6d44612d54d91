import { Document, isNode, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';

/** Where editors find what a config may hold. */
const SCHEMA =
  'https://raw.githubusercontent.com/access-policy-gate/access-policy-gate/v1/schema/config.schema.json';

/** A threshold, and what stands beside it. */
export interface NotedThreshold {
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
  readonly note: string;
}

/** A test of a first config: `tested` is what it tests, by the key of the config. */
export interface FirstTest {
  readonly name: string;
  readonly tested: Readonly<Record<string, unknown>>;
  readonly thresholds: readonly NotedThreshold[];
}

/** A first config; of its comments, each item is a line. Nothing in it has a line break. */
export interface FirstConfig {
  readonly head: readonly string[];
  readonly tests: readonly FirstTest[];
  readonly foot: readonly string[];
}

/** The text of a config file. */
export function renderFirstConfig({ head, tests, foot }: FirstConfig): string {
  const document = new Document({ version: 1 });
  document.commentBefore = commentOf([`yaml-language-server: $schema=${SCHEMA}`, '', ...head]);
  const items = document.createNode(tests.map((test) => createTest(test, document))) as YAMLSeq;
  for (const item of items.items.slice(1)) if (isNode(item)) item.spaceBefore = true;
  const pair = document.createPair<Scalar, YAMLSeq>('tests', items);
  pair.key.spaceBefore = true;
  document.add(pair);
  if (foot.length > 0) document.comment = commentOf(foot);
  return document.toString({ lineWidth: 0, singleQuote: true });
}

function createTest({ name, tested, thresholds }: FirstTest, document: Document): YAMLMap {
  const bounds = document.createNode({}) as YAMLMap;
  for (const { metric, min, max, note } of thresholds) {
    const written = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    const threshold = document.createNode(written, { flow: true });
    threshold.comment = commentOf([note]);
    bounds.set(metric, threshold);
  }
  const test = document.createNode({ name, ...tested }) as YAMLMap;
  test.set('thresholds', bounds);
  return test;
}

/** In the words of the library, which puts `#` before each line: one of a blank alone is an empty comment. */
function commentOf(lines: readonly string[]): string {
  return lines.map((line) => ` ${line}`).join('\n');
}
