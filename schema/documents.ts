import { z } from 'zod';
import { configSchema } from '../src/config/schema.ts';
import { reportSchema } from '../src/report/reportSchema.ts';

/** The JSON Schemas of this folder by their file name, made from the code that checks the same documents. */
export function createSchemas(): Readonly<Record<string, unknown>> {
  return {
    'config.schema.json': createSchema(configSchema, 'input'),
    'report.schema.json': createSchema(reportSchema, 'output'),
  };
}

function createSchema(schema: z.ZodType, io: 'input' | 'output'): unknown {
  return z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      // Zod adds a pattern of 200 characters that says what `format` says already.
      if (jsonSchema.format === 'date' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      // The largest safe integer is no limit of ours.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
}
