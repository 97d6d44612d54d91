import { parseSource, type SourceDocument } from '../document.ts';
import { type Problem } from '../errors.ts';
import { MAX_PROBLEMS } from '../limits.ts';
import { checkShape, inOrderOfFile } from '../shape.ts';
import { type Config, type Tested } from './config.ts';
import { checkAsserting, checkConsistency, findDoubts } from './consistency.ts';
import { readDraft, type Draft } from './draft.ts';
import { mergeDefaults } from './merge.ts';
import { configSchema, EXPLAIN } from './schema.ts';

/** A config file that was read: a `config` or `problems`, never both. */
export interface ParsedConfig {
  readonly config: Config | undefined;
  /** What of the tests is right by itself, for the problems of what it names to be told as well. */
  readonly tested: readonly Tested[];
  /** Everything that is wrong, in the order of the file. */
  readonly problems: readonly Problem[];
}

/** Reads the config file `text`; `file` is its path relative to the workspace. Never throws. */
export function parseConfig(file: string, text: string): ParsedConfig {
  const document = parseSource(file, text);
  const unreadable = document.value === undefined;
  const fatal = unreadable ? emptyProblem(document) : versionProblem(document);
  if (unreadable || fatal.length > 0) {
    return { config: undefined, tested: [], problems: [...document.problems, ...fatal] };
  }

  const shape = checkShape(configSchema, document);
  const draft = readDraft(document);
  // A test with a misspelt "thresholds" asserts nothing, but that is the same mistake.
  const judged = (test: number) => shape.every(({ path }) => path[0] === 'tests' && path[1] !== test);
  const problems = [
    ...document.problems,
    ...shape.map(({ message, location }) => ({ message, ...(location && { location }) })),
    ...checkConsistency(draft),
    ...checkAsserting(draft, judged),
  ]
    .sort(inOrderOfFile)
    .slice(0, MAX_PROBLEMS);
  return {
    config: problems.length > 0 ? undefined : createConfig(draft, document),
    tested: draft.tests.map(({ tested }) => tested),
    problems,
  };
}

function createConfig(draft: Draft, document: SourceDocument): Config {
  return {
    tests: draft.tests.map((test) => {
      const { explain = EXPLAIN.default, ...assertions } = mergeDefaults(draft.defaults, test);
      return { name: test.name, location: test.location, tested: test.tested, explain, ...assertions };
    }),
    planSeverities: draft.defaults.policySeverities,
    applicationChecks: draft.applicationChecks,
    warnings: findDoubts(draft, document),
  };
}

function emptyProblem(document: SourceDocument): readonly Problem[] {
  if (document.problems.length > 0) return [];
  return [
    {
      message: 'The file is empty: it needs "version", and "tests" or "application_checks".',
      location: document.locate([]),
    },
  ];
}

/** A file for another version has other keys: nothing else can be said of it. */
function versionProblem(document: SourceDocument): readonly Problem[] {
  const version: unknown = (document.value as { version?: unknown }).version;
  if (typeof version !== 'number' || version === 1) return [];
  const message = `"version" must be 1: this release cannot read version ${String(version)}.`;
  return [{ message, location: document.locate(['version']) }];
}
