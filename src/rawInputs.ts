import { type InputDefinition, type InputName, INPUTS } from './inputDefinitions.ts';

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
