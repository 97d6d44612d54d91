import { z } from 'zod';
import { type Problem } from './errors.ts';
import { parseJson } from './jsonText.ts';
import { checkShape } from './shape.ts';
import { type Snapshot, TAKE_ANEW } from './snapshot.ts';
import { HASH, SALT } from './snapshotHasher.ts';
import { createLocator, SCHEMA_VERSION } from './snapshotText.ts';
import { USER_STATUSES, type UserStatus } from './verdict/assertion.ts';

/** A snapshot file that was read: a `snapshot` or `problems`, never both. */
export interface ParsedSnapshot {
  readonly snapshot: Snapshot | undefined;
  readonly problems: readonly Problem[];
}

const hash = z.string().regex(HASH, 'must be 16 hexadecimal digits in lower case');

const users = z
  .strictObject({ approved: z.array(hash), blocked: z.array(hash), error: z.array(hash) })
  .superRefine((lists, context) => {
    const seen = new Map<string, UserStatus>();
    for (const status of USER_STATUSES) {
      for (const [index, user] of lists[status].entries()) {
        const other = seen.get(user);
        if (other === undefined) {
          seen.set(user, status);
          continue;
        }
        const message = `is also in "${other}": a user has one outcome, ${TAKE_ANEW}`;
        context.addIssue({ code: 'custom', message, path: [status, index] });
      }
    }
  });

const snapshotSchema = z.strictObject({
  schema_version: z.literal(SCHEMA_VERSION),
  account: hash,
  salt: z.string().regex(SALT, 'must be 32 hexadecimal digits in lower case'),
  tests: z.record(z.string(), users),
});

/** So many keys has the root, and a test together with its name. */
const KEYS = 4;

/** What git leaves where two versions of a file could not be merged. */
const CONFLICT = /^<{7}(?: |\r?$)/m;

/**
 * Reads a snapshot file; `file` is its path for messages. Never throws. 100,000 users take a fraction of a second,
 * because only `JSON.parse` reads the text: positions are exact in the layout of `renderSnapshot` alone.
 */
export function parseSnapshot(file: string, text: string): ParsedSnapshot {
  const json = parseJson(text.replace(/^\uFEFF/, ''));
  if (json === undefined) return rejected([notJson(file, text)]);

  const locate = createLocator(file, text, json);
  const foreign = foreignMessage(json);
  if (foreign !== undefined) return rejected([{ message: foreign, location: locate(['schema_version']) }]);

  const document = {
    value: json,
    problems: [],
    at: () => locate([]),
    locate,
    locateKey: locate,
  };
  const problems = checkShape(snapshotSchema, document);
  if (problems.length > 0) return rejected(problems);
  const { account, salt, tests } = snapshotSchema.parse(json);
  if (countKeys(text) !== KEYS + KEYS * Object.keys(tests).length) {
    const message = `The file gives a key twice, as a merge can leave it: ${TAKE_ANEW}.`;
    return rejected([{ message, location: locate([]) }]);
  }
  return { snapshot: { account, salt, tests }, problems: [] };
}

function rejected(problems: readonly Problem[]): ParsedSnapshot {
  return {
    snapshot: undefined,
    problems: problems.map(({ message, location }) => ({ message, ...(location && { location }) })),
  };
}

function notJson(file: string, text: string): Problem {
  const conflict = CONFLICT.exec(text);
  if (conflict === null) {
    const message = `The file is not JSON, as a snapshot is: ${TAKE_ANEW}.`;
    return { message, location: { file, line: 1, column: 1 } };
  }
  const line = text.slice(0, conflict.index).split('\n').length;
  const message = `Git could not merge the file here: ${TAKE_ANEW}.`;
  return { message, location: { file, line, column: 1 } };
}

/** Why nothing else can be said of a file that is JSON. */
function foreignMessage(value: unknown): string | undefined {
  const file =
    typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const version = file.schema_version;
  if (typeof version === 'number' && version > SCHEMA_VERSION) {
    return `The file was written by a newer release, with the schema_version ${String(version)}: use that release, or ${TAKE_ANEW}.`;
  }
  return file.salt === undefined && file.account === undefined
    ? 'The file is no snapshot: name one that "access-policy-gate snapshot" wrote.'
    : undefined;
}

/** How many keys a JSON text has; of those given twice, `JSON.parse` keeps one without a word. */
function countKeys(text: string): number {
  const outsideOfStrings = text
    .replace(/\\./g, '')
    .split('"')
    .filter((_, index) => index % 2 === 0);
  return outsideOfStrings.filter((part) => part.trimStart().startsWith(':')).length;
}
