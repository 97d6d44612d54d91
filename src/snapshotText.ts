import { type Path } from './document.ts';
import { type Location } from './errors.ts';
import { type Snapshot } from './snapshot.ts';
import { USER_STATUSES } from './verdict/assertion.ts';

/** The version of the layout and of what the hashes mean. */
export const SCHEMA_VERSION = 1;

const INDENT = '  ';

/**
 * A snapshot as JSON: tests by name in the order of UTF-16 code units, one hash a line, so that a user with another
 * outcome is one line less and one line more (and a comma, where it is the last of a list). The same outcomes with
 * the same salt give the same text.
 */
export function renderSnapshot({ account, salt, tests }: Snapshot): string {
  const renderedTests = Object.entries(tests)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, users]) => {
      const lists = USER_STATUSES.map((status) => member(status, block('[]', users[status].map(quoted), 3)));
      return member(name, block('{}', lists, 2));
    });
  const members = [
    member('schema_version', String(SCHEMA_VERSION)),
    member('account', quoted(account)),
    member('salt', quoted(salt)),
    member('tests', block('{}', renderedTests, 1)),
  ];
  return `${block('{}', members, 0)}\n`;
}

/**
 * Where the value at `path` of the JSON data `value` stands in its text: exactly, in the layout of `renderSnapshot`;
 * in another one, at the nearest value above it that is found.
 */
export function createLocator(file: string, text: string, value: unknown): (path: Path) => Location {
  const lines = text.split('\n');
  return (path) => {
    let at = 0;
    let inside = value;
    for (const [depth, step] of path.entries()) {
      inside = memberOf(inside, step);
      if (inside === undefined) break;
      const indent = INDENT.repeat(depth + 1);
      const key = `${indent}${quoted(String(step))}:`;
      const found =
        typeof step === 'number'
          ? at + 1 + step
          : lines.findIndex((line, index) => index > at && line.startsWith(key));
      if (!lines[found]?.startsWith(indent)) break;
      at = found;
    }
    return { file, line: at + 1, column: (lines[at] ?? '').search(/\S|$/) + 1 };
  };
}

function memberOf(value: unknown, key: PropertyKey): unknown {
  const isParent = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return isParent ? (value as Readonly<Record<PropertyKey, unknown>>)[key] : undefined;
}

function block([open, close]: string, items: readonly string[], depth: number): string {
  const separator = `\n${INDENT.repeat(depth + 1)}`;
  return items.length === 0
    ? `${open}${close}`
    : `${open}${separator}${items.join(`,${separator}`)}\n${INDENT.repeat(depth)}${close}`;
}

function member(key: string, rendered: string): string {
  return `${quoted(key)}: ${rendered}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
