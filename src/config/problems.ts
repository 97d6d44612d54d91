import { z } from 'zod';
import { type SourceDocument, type Path } from '../document.ts';
import { type Problem } from '../errors.ts';
import { didYouMean } from '../suggestion.ts';
import { quote } from '../untrusted.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with the shape of `document`, by `schema`: one problem a mistake, each where it is written. */
export function checkShape(schema: z.ZodType, document: SourceDocument): readonly ShapeProblem[] {
  const { error } = schema.safeParse(document.value, { error: predicate, reportInput: true });
  return (error?.issues ?? []).flatMap((issue) => shapeProblems(issue, [], schema, document));
}

/** A problem that still knows which part of the document it is about. */
export interface ShapeProblem extends Problem {
  readonly path: Path;
}

function shapeProblems(
  issue: Issue,
  above: Path,
  schema: z.ZodType,
  document: SourceDocument,
): ShapeProblem[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        message: `Unknown key ${quote(key)}${didYouMean(key, keysAt(schema, path)) || '.'}`,
        location: document.locateKey([...path, key]),
        path,
      }));
    case 'invalid_union': {
      const branch = branchOf(issue);
      return branch
        ? branch.flatMap((inner) => shapeProblems(inner, path, schema, document))
        : [shapeProblem(issue, path, document)];
    }
    default:
      return [shapeProblem(issue, path, document)];
  }
}

function shapeProblem(issue: Issue, path: Path, document: SourceDocument): ShapeProblem {
  const end = /[.?]$/.test(issue.message) ? '' : '.';
  return { message: `${subject(path)} ${issue.message}${end}`, location: document.locate(path), path };
}

/** The alternative of a union that has the type of what was written, and only fails further down. */
function branchOf(issue: z.core.$ZodIssueInvalidUnion): readonly Issue[] | undefined {
  return issue.errors.find((issues) =>
    issues.every(({ code, path }) => code !== 'invalid_type' || path.length > 0),
  );
}

/** Every step of `path` is a key of the schema or an index, never somebody else's text. */
function subject(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  return typeof last === 'number'
    ? `Item ${String(last + 1)} of ${JSON.stringify(path.at(-2))}`
    : JSON.stringify(last);
}

/** The keys that a mapping at `path` may have. */
function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  let at: unknown = schema;
  for (const step of [...path, undefined]) {
    while (at instanceof z.ZodOptional) at = at.unwrap();
    if (at instanceof z.ZodArray) at = at.element;
    else if (at instanceof z.ZodObject && step !== undefined) at = at.shape[String(step)];
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** What is said of a value whose schema has no words of its own. */
function predicate(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  if (input === undefined) return 'is missing';
  if (input === null) return 'is empty: give it a value, or remove it';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${TYPES[issue.expected] ?? issue.expected}, not ${describe(input)}${quotesHint(issue.expected, input)}`;
    case 'invalid_value':
      return `must be ${alternatives(issue.values)}, not ${describe(input)}${typeof input === 'string' ? didYouMean(input, issue.values.map(String)) : ''}`;
    case 'too_small':
      return issue.origin === 'number' ? `must be at least ${String(issue.minimum)}` : 'must not be empty';
    case 'too_big':
      return `must have at most ${String(issue.maximum)} ${issue.origin === 'string' ? 'characters' : 'items'}`;
    default:
      return 'is not valid';
  }
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a mapping',
  string: 'text',
};

function describe(input: unknown): string {
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a mapping';
  return typeof input === 'string' ? quote(input) : JSON.stringify(input);
}

function quotesHint(expected: string, input: unknown): string {
  return expected === 'string' && typeof input !== 'object' ? ': put it between quotes' : '';
}

function alternatives(values: readonly unknown[]): string {
  const words = values.map((value) => String(value));
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${String(words.at(-1))}` : words.join();
}
