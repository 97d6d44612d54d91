import { type z } from 'zod';
import { didYouMean } from './suggestion.ts';
import { quote } from './untrusted.ts';

/** What a user of YAML calls the types of JSON. */
const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  record: 'a mapping',
  string: 'text',
};

/** What is said of a wrong value whose schema has no words of its own; the key comes in front of it. */
export function describePredicate(issue: z.core.$ZodRawIssue): string {
  const { input } = issue;
  if (input === undefined) return 'is missing';
  if (input === null) return 'is empty: give it a value, or remove it';
  switch (issue.code) {
    case 'invalid_type': {
      const isUnquoted = issue.expected === 'string' && typeof input !== 'object';
      const hint = isUnquoted ? ': put it between quotes' : '';
      return `must be ${TYPES[issue.expected] ?? issue.expected}, not ${describe(input)}${hint}`;
    }
    case 'invalid_value': {
      const words = issue.values.map(String);
      const hint = typeof input === 'string' ? didYouMean(input, words) : '';
      return `must be ${alternatives(words)}, not ${describe(input)}${hint}`;
    }
    case 'too_small':
      if (!isNumeric(issue.origin)) return 'must not be empty';
      return `must be ${issue.inclusive ? `${String(issue.minimum)} or more` : `more than ${String(issue.minimum)}`}`;
    case 'too_big':
      if (isNumeric(issue.origin)) return `must be ${String(issue.maximum)} or less`;
      return `must have at most ${String(issue.maximum)} ${issue.origin === 'string' ? 'characters' : 'items'}`;
    default:
      return 'is not valid';
  }
}

function isNumeric(origin: string): boolean {
  return origin === 'number' || origin === 'int';
}

function describe(input: unknown): string {
  // JSON knows no infinity, which is what an unquoted id like 1e999 becomes.
  if (typeof input === 'number') return String(input);
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a mapping';
  return typeof input === 'string' ? quote(input) : JSON.stringify(input);
}

function alternatives(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last;
}
