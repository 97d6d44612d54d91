import { type InputDefinition, type InputName, INPUTS } from './inputDefinitions.ts';

/** Inputs as flags of the command line give them. */
export type Flags = Partial<Record<InputName, string>>;

/** The flags of the command snapshot: those that bear on what the policies do. */
export const SNAPSHOT_INPUTS: readonly InputName[] = [
  'api-token',
  'api-email',
  'api-key',
  'account-id',
  'config',
  'terraform-plan',
  'timeout-minutes',
  'rate-limit-reserve',
  'api-base-url',
];

/** The flags of the command init: the same, but for the config, which it writes. */
export const INIT_INPUTS: readonly InputName[] = SNAPSHOT_INPUTS.filter((name) => name !== 'config');

/** The flags of the command merge: those that bear on the report. */
export const MERGE_INPUTS: readonly InputName[] = [
  'report-only',
  'on-inconclusive',
  'identities',
  'comment',
  'github-token',
  'report-dir',
];

/** The flags for these inputs, in the words of commander. */
export function flagsFor(
  names: readonly InputName[],
): { readonly flag: string; readonly description: string }[] {
  return INPUTS.filter(({ name }) => names.includes(name)).map((input) => ({
    flag: flagOf(input),
    description: descriptionOf(input),
  }));
}

/** What the flags say, as commander gives them; one without a value means true. */
export function flagsOf(options: Readonly<Record<string, unknown>>): Flags {
  return Object.fromEntries(
    INPUTS.flatMap(({ name }) => {
      const value = options[keyOf(name)];
      if (value === true) return [[name, 'true']];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}

/** The name of a flag as commander stores it. */
function keyOf(name: InputName): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function flagOf({ name }: InputDefinition): string {
  return name === 'report-only' ? `--${name} [true|false]` : `--${name} <value>`;
}

function descriptionOf({ description, variable, default: fallback }: InputDefinition): string {
  const notes = [
    ...(variable === undefined ? [] : [`env ${variable}`]),
    ...(fallback === undefined ? [] : [`default ${fallback}`]),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join(', ')})`;
}
