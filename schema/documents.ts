import { z } from 'zod';
import { configSchema } from '../src/config/schema.ts';
import { reportSchema } from '../src/report/reportSchema.ts';
import { type JsonSchema, propertiesOf } from './jsonSchema.ts';
import { POLICY_DEFINITIONS } from './policy.ts';
import { SNIPPETS } from './snippets.ts';

/** Where the schemas of the newest release are read from; the documentation's configs name it, too. */
export const ADDRESS = 'https://raw.githubusercontent.com/access-policy-gate/access-policy-gate/v1/schema';

/** The JSON Schemas of this folder by their file name, made from the code that checks the same documents. */
export function createSchemas(): Readonly<Record<string, JsonSchema>> {
  return {
    'config.schema.json': createConfigSchema(),
    'report.schema.json': createSchema('report.schema.json', reportSchema, { io: 'output' }),
  };
}

/**
 * Of draft 7, the newest that SchemaStore takes and that editors know well
 * (https://github.com/SchemaStore/schemastore/blob/master/CONTRIBUTING.md#best-practices).
 */
function createConfigSchema(): JsonSchema {
  const schema = createSchema('config.schema.json', configSchema, { io: 'input', target: 'draft-7' });
  const definitions = { ...schema.definitions, ...POLICY_DEFINITIONS };
  at({ definitions }, 'definitions/policy_entry/properties')['policy'] = { $ref: '#/definitions/policy' };
  const whole = { ...schema, definitions };
  for (const { property } of propertiesOf(whole)) {
    referToDefinition(property);
    keepDefaultOutOfMappings(property);
  }
  for (const [path, defaultSnippets] of Object.entries(SNIPPETS)) {
    Object.assign(at(whole, path), { defaultSnippets });
  }
  return whole;
}

function createSchema(
  name: string,
  schema: z.ZodType,
  parameters: { io: 'input' | 'output'; target?: 'draft-7' },
): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    ...parameters,
    override: ({ jsonSchema }) => {
      // Zod adds a pattern of 200 characters that says what `format` says already.
      if (jsonSchema.format === 'date' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      // The largest safe integer is no limit of ours.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return { $schema, $id: `${ADDRESS}/${name}`, ...rest } as JsonSchema;
}

/** Editors take what a definition says of itself only where nothing stands between. */
function referToDefinition(property: JsonSchema): void {
  const { allOf: [definition] = [] } = property;
  if (Object.keys(property).length > 1 || definition === undefined) return;
  delete property.allOf;
  Object.assign(property, definition);
}

/**
 * YAML's language server writes each key that has a default and a type into every new mapping, even `at_least` beside
 * `user`. It does not look for the type behind `allOf`, and values that are listed need none.
 */
function keepDefaultOutOfMappings(property: JsonSchema): void {
  const { default: value, type, minimum, maximum } = property;
  if (value === undefined || type === undefined) return;
  delete property.type;
  if (property.enum !== undefined) return;
  delete property.minimum;
  delete property.maximum;
  property.allOf = [
    { type, ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) },
  ];
}

/** What stands at `path`, such as `definitions/test`; without one the schema itself. */
function at(schema: JsonSchema, path: string): Record<string, unknown> {
  const found = path
    .split('/')
    .filter((step) => step !== '')
    .reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], schema);
  if (found === undefined) throw new Error(`The schema has no ${path}.`);
  return found as Record<string, unknown>;
}
