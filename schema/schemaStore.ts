import { readFileSync } from 'node:fs';

/** The configs of `examples/` that go to SchemaStore as well, by their names there. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'audit.yml': 'examples/audit/gate.yml',
  'lockout.yml': 'examples/lockout.yml',
  'safe.yml': 'examples/safe.yml',
  'selectors.yml': 'examples/selectors.yml',
  'terraform.yml': 'examples/terraform/gate.yml',
};

/** The first line of each test of SchemaStore, by which an editor finds the schema there. */
export const FIRST_LINE = '# yaml-language-server: $schema=../../schemas/json/access-policy-gate.json';

/** Configs that are right, as SchemaStore wants its tests; by their path in `schemastore/`. */
export function createStoreTests(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(EXAMPLES).map(([name, example]) => [
      `src/test/access-policy-gate/${name}`,
      readFileSync(example, 'utf8').replace(/^# yaml-language-server:.*/, FIRST_LINE),
    ]),
  );
}
