import { z } from 'zod';
import { type Path, type SourceDocument } from './document.ts';
import { type Problem } from './errors.ts';
import { MAX_PROBLEMS } from './limits.ts';
import { describePredicate } from './predicate.ts';
import { didYouMean, findNearest } from './suggestion.ts';
import { quote } from './untrusted.ts';

type Issue = z.core.$ZodIssue;

/** A problem that still knows which value of the document it is about. */
export interface ShapeProblem extends Problem {
  readonly path: Path;
}

/** What is wrong with the shape of `document`, by `schema`: one problem a mistake, each where it is written. */
export function checkShape(schema: z.ZodType, document: SourceDocument): readonly ShapeProblem[] {
  const { error } = schema.safeParse(document.value, { error: describePredicate, reportInput: true });
  const issues = (error?.issues ?? []).flatMap((issue) => narrow(issue, []));
  const unknownKeys = issues.filter((issue) => issue.code === 'unrecognized_keys').slice(0, MAX_PROBLEMS);
  const problems = issues
    .slice(0, MAX_PROBLEMS)
    .filter((issue) => !isConsequence(issue, unknownKeys, schema))
    .flatMap((issue) => shapeProblems(issue, schema, document));
  const last = problems[MAX_PROBLEMS - 1];
  return last === undefined
    ? problems
    : [...problems.slice(0, MAX_PROBLEMS - 1), { ...last, message: 'And more: mend those above first.' }];
}

/** Of a union, what is wrong with the alternative that has the type of what was written. */
function narrow(issue: Issue, above: Path): Issue[] {
  const path = [...above, ...issue.path];
  const branch =
    issue.code === 'invalid_union'
      ? issue.errors.find((issues) =>
          issues.every((inner) => inner.code !== 'invalid_type' || inner.path.length > 0),
        )
      : undefined;
  return branch ? branch.flatMap((inner) => narrow(inner, path)) : [{ ...issue, path }];
}

/** Whether a misspelt key explains the issue: that the right key is missing, or a mapping says too little. */
function isConsequence(
  issue: Issue,
  unknownKeys: readonly z.core.$ZodIssueUnrecognizedKeys[],
  schema: z.ZodType,
): boolean {
  return unknownKeys.some(({ keys, path }) => {
    if (issue.code === 'custom') return isSame(issue.path, path);
    const missing = issue.input === undefined && isSame(issue.path.slice(0, -1), path);
    return missing && keys.some((key) => findNearest(key, keysAt(schema, path)) === issue.path.at(-1));
  });
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

function shapeProblems(issue: Issue, schema: z.ZodType, document: SourceDocument): ShapeProblem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, MAX_PROBLEMS).map((key) => ({
      message: `Unknown key ${quote(key)}${didYouMean(key, keysAt(schema, path))}`,
      location: document.locateKey([...path, key]),
      path,
    }));
  }
  const end = /[.?]$/.test(issue.message) ? '' : '.';
  return [{ message: `${subject(path)} ${issue.message}${end}`, location: document.locate(path), path }];
}

/** A key may be somebody else's text, where a mapping takes any. */
function subject(path: Path): string {
  const [above, last] = [path.at(-2), path.at(-1)];
  if (last === undefined) return 'The file';
  if (typeof last === 'number') return `Item ${String(last + 1)} of ${quote(String(above))}`;
  // The names of metrics say enough.
  return typeof above === 'string' && above !== 'thresholds'
    ? `${quote(String(last))} of ${quote(above)}`
    : quote(String(last));
}

/** The keys that a mapping at `path` may have. */
function keysAt(schema: z.ZodType, path: Path): readonly string[] {
  let at = unwrap(schema);
  for (const step of path) {
    if (at instanceof z.ZodArray) at = unwrap(at.element);
    else if (at instanceof z.ZodObject) at = unwrap(at.shape[String(step)]);
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

/** What is left of a schema that also takes nothing; of several alternatives, the mapping. */
function unwrap(schema: unknown): unknown {
  if (schema instanceof z.ZodUnion) {
    return schema.options.map(unwrap).find((option) => option instanceof z.ZodObject);
  }
  const isOptional =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isOptional ? unwrap(schema.unwrap()) : schema;
}

/** Sorts problems as a reader of the file meets them. */
export function inOrderOfFile({ location: a }: Problem, { location: b }: Problem): number {
  return a && b ? a.line - b.line || a.column - b.column : 0;
}
