import { z } from 'zod';
import { configSchema } from '../src/config/schema.ts';

/** The JSON Schemas of this folder by their file name, made from the code that checks the same documents. */
export function createSchemas(): Readonly<Record<string, unknown>> {
  return {
    'config.schema.json': z.toJSONSchema(configSchema, {
      io: 'input',
      override: ({ jsonSchema }) => {
        // Zod adds a pattern of 200 characters that says what `format` says already.
        if (jsonSchema.format === 'date') delete jsonSchema.pattern;
        // The largest safe integer is no limit of ours.
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      },
    }),
  };
}
