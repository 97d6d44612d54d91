import { createRequire } from 'node:module';

/** What is used of Ajv: a schema becomes a function that tells whether a value holds to it. */
interface Ajv {
  addKeyword(keyword: string): void;
  compile(schema: object): (value: unknown) => boolean;
}

/** Keywords that SchemaStore knows for editors (https://github.com/SchemaStore/schemastore/blob/master/cli.js). */
const KNOWN_TO_SCHEMASTORE = [
  'allowTrailingCommas',
  'defaultSnippets',
  'markdownDescription',
  'enumDescriptions',
  'markdownEnumDescriptions',
];

/** Those that its `schema-validation.jsonc` would have to name. */
export const UNKNOWN_TO_SCHEMASTORE = ['errorMessage', 'patternErrorMessage'];

// The checker of OpenAPI documents brings both.
const { resolve } = createRequire(import.meta.url);
const load = createRequire(createRequire(resolve('openapi-backend')).resolve('openapi-schema-validator'));

/** Ajv for draft 7, as SchemaStore makes it: every strict rule, and all formats. */
export function createAjv(): Ajv {
  const { default: Validator } = load('ajv') as { default: new (options: object) => Ajv };
  const { default: addFormats } = load('ajv-formats') as { default: (ajv: Ajv) => void };
  const ajv = new Validator({ strict: true });
  addFormats(ajv);
  for (const keyword of [...KNOWN_TO_SCHEMASTORE, ...UNKNOWN_TO_SCHEMASTORE]) ajv.addKeyword(keyword);
  return ajv;
}
