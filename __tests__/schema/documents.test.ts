import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createSchemas } from '../../schema/documents.ts';

test.each(Object.entries(createSchemas()))(
  '%s says what the code says; else run npm run schema',
  (name, schema) => {
    const committed = readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8');
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(schema)));
  },
);

test('tells editors that exactly one source of policies and one kind of subject is given', () => {
  expect(createSchemas()['config.schema.json']).toMatchObject({
    $defs: {
      policy_entry: {
        oneOf: ['id', 'file', 'policy', 'terraform', 'application'].map((key) => ({ required: [key] })),
      },
      expectation: { oneOf: [{ required: ['user'] }, { required: ['users'] }] },
    },
  });
});

test('explains every key', () => {
  const unexplained: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { properties } = value as { properties?: Record<string, Record<string, unknown>> };
    for (const [key, property] of Object.entries(properties ?? {})) {
      if (!('description' in property) && !('$ref' in property)) unexplained.push(`${path}.${key}`);
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}.${key}`);
  };
  visit(createSchemas(), '');
  expect(unexplained).toEqual([]);
});
