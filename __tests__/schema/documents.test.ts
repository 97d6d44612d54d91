import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { createSchemas } from '../../schema/documents.ts';
import { type JsonSchema, propertiesOf } from '../../schema/jsonSchema.ts';
import { ROOT } from '../support/built.ts';
import { parse } from 'yaml';

const schemas = Object.entries(createSchemas());

describe.each(schemas)('%s', (name, schema) => {
  test('says what the code says; else run npm run schema', () => {
    const committed = readFileSync(`${ROOT}schema/${name}`, 'utf8');
    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  test('explains every property at every level, in sentences', () => {
    const definitions = { ...schema.definitions, ...schema.$defs };
    const unexplained = propertiesOf(schema).filter(({ property: { description, $ref } }) => {
      const text = description ?? definitions[$ref?.split('/').at(-1) ?? '']?.description;
      return !/^["A-Z0-9].*\.$/s.test(text ?? '');
    });
    expect(unexplained.map(({ path }) => path)).toEqual([]);
    expect(propertiesOf(schema).length).toBeGreaterThan(100);
  });
});

describe('a policy that is written in the config', () => {
  const { components } = parse(
    readFileSync(new URL('../contract/policy-tester.openapi.yml', import.meta.url), 'utf8'),
  ) as { components: { schemas: Record<string, JsonSchema> } };
  const { policy, rule } = createSchemas()['config.schema.json']?.definitions ?? {};

  test('has the fields and decisions that the API is known to take', () => {
    expect(namesOf(policy)).toEqual(namesOf(components.schemas['Policy']));
    expect(policy?.required).toEqual(components.schemas['Policy']?.required);
    expect(policy?.properties?.['decision']?.enum).toEqual(components.schemas['Decision']?.enum);
  });

  test('has the selectors that the API is known to take, with their fields', () => {
    const known = components.schemas['Rule']?.properties ?? {};
    expect(namesOf(rule)).toEqual(Object.keys(known).sort());
    for (const [name, selector] of Object.entries(known)) {
      const fields = components.schemas[selector.$ref?.split('/').at(-1) ?? ''] ?? selector;
      const mine = rule?.properties?.[name];
      expect([name, namesOf(mine), [...(mine?.required ?? [])].sort()]).toEqual([
        name,
        namesOf(fields),
        [...(fields.required ?? [])].sort(),
      ]);
    }
  });

  test('may have others, because the API grows', () => {
    expect(policy?.additionalProperties).toBeUndefined();
    expect(rule?.additionalProperties).toBeUndefined();
  });
});

function namesOf(schema: JsonSchema | undefined): string[] {
  return Object.keys(schema?.properties ?? {}).sort();
}

test('forbids unknown keys wherever the gate does, so that editors show them', () => {
  const open: string[] = [];
  const visit = (schema: JsonSchema, path: string): void => {
    const { type, properties, additionalProperties } = schema;
    if (type === 'object' && properties && additionalProperties !== false) open.push(path);
    for (const [key, inner] of Object.entries(properties ?? {})) visit(inner, `${path}/${key}`);
    if (schema.items) visit(schema.items, `${path}/items`);
    for (const [key, inner] of Object.entries(schema.definitions ?? {})) {
      if (key !== 'policy' && key !== 'rule') visit(inner, key);
    }
  };
  visit(createSchemas()['config.schema.json'] ?? {}, '');
  expect(open).toEqual([]);
});
