import { type InputDefinition, type InputName, INPUTS } from './inputDefinitions.ts';
import { quote } from './untrusted.ts';

/** The inputs as strings; one that is blank was not given. */
export interface RawInputs {
  readonly given: (name: InputName) => string | undefined;
  /** What the variable of an input says. */
  readonly inEnvironment: (name: InputName) => string | undefined;
  /** What counts: the input, else its variable, else its default, else nothing. */
  readonly valueOf: (name: InputName) => string;
}

export function createRawInputs(
  raw: Readonly<Partial<Record<InputName, string>>>,
  environment: Readonly<Record<string, string | undefined>>,
): RawInputs {
  const given = (name: InputName): string | undefined => unlessBlank(raw[name]);
  const inEnvironment = (name: InputName): string | undefined => {
    const { variable } = definitionOf(name);
    return variable === undefined ? undefined : unlessBlank(environment[variable]);
  };
  return {
    given,
    inEnvironment,
    valueOf: (name) => given(name) ?? inEnvironment(name) ?? definitionOf(name).default ?? '',
  };
}

function definitionOf(name: InputName): InputDefinition {
  // Every name stands in the table that it is taken from.
  return INPUTS.find((input) => input.name === name) as InputDefinition;
}

function unlessBlank(text: string | undefined): string | undefined {
  return text?.trim() ? text : undefined;
}

/** The one of `words` that an input says, in any case; undefined, and said in `problems`, where it says none. */
export function chooseWord<Word extends string>(
  { valueOf }: RawInputs,
  name: InputName,
  words: readonly Word[],
  problems: string[],
): Word | undefined {
  const word = words.find((candidate) => candidate === valueOf(name).trim().toLowerCase());
  if (word === undefined)
    problems.push(`${name}: ${showValue(valueOf(name))} is none of ${words.join(', ')}.`);
  return word;
}

/** No word or number that an input takes is longer; what is, may be a secret in the wrong place. */
const MAX_SHOWN = 20;

/** The value of an input in a message. */
export function showValue(value: string): string {
  return value.length > MAX_SHOWN ? 'its value' : quote(value);
}
