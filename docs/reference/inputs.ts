import { type InputDefinition, INPUTS } from '../../src/inputDefinitions.ts';
import { code, page, plain, table } from './markdown.ts';

/** The page on the inputs; tests hold action.yml to the same definitions. */
export function renderInputs(): string {
  return page(
    'Inputs',
    'Every input of the action. On the command line each is a flag of the same name, as in `--account-id`, with the same environment variable and meaning. An input that is empty was not given.',
    table(['input', 'default', 'meaning'], INPUTS.map(rowOf)),
    'Paths are relative to the workspace and may not leave it. [Who is named](../explanation.md#who-is-named) says what `identities` shows, [Rules from the base](../how-to/pull-requests.md#rules-from-the-base) what `config-ref` is for, and [Many accounts](../how-to/many-accounts.md) how `shard` and `reports` work together.',
  );
}

function rowOf({ name, variable, default: fallback, ofRunner, description }: InputDefinition): string[] {
  const sources = [
    ...(ofRunner === undefined ? [] : [code(ofRunner)]),
    ...(variable === undefined ? [] : [`env ${code(variable)}`]),
    ...(fallback === undefined ? [] : [code(fallback)]),
  ];
  return [code(name), sources.join(', else '), plain(description)];
}
