import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ADDRESS, createSchemas } from '../../schema/documents.ts';
import { createStoreTests, FIRST_LINE } from '../../schema/schemaStore.ts';
import { createAjv } from '../support/ajv.ts';
import { ROOT } from '../support/built.ts';
import { DOCUMENTED, MISTAKES, readFolder } from '../support/configs.ts';

const schema = createSchemas()['config.schema.json'] ?? {};
const isConfig = createAjv().compile(schema);
const right = readFolder('schema/schemastore/src/test/access-policy-gate');

describe("SchemaStore's checks", () => {
  test('take the schema: draft 7 with an address, by all strict rules', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(schema.$id).toBe(`${ADDRESS}/config.schema.json`);
    expect(isConfig({})).toBe(false);
  });

  test.each([...right, ...DOCUMENTED])('take the config $place', ({ text }) => {
    expect(isConfig(parse(text))).toBe(true);
  });

  test.each(MISTAKES)('refuse the config $place', ({ text }) => {
    expect(isConfig(parse(text))).toBe(false);
  });

  test('find the line that leads to the schema', () => {
    for (const { text } of [...right, ...MISTAKES]) expect(text.split('\n')[0]).toBe(FIRST_LINE);
  });

  test('take the entry of the catalog', () => {
    const entry = JSON.parse(readFileSync(`${ROOT}schema/schemastore/catalog-entry.json`, 'utf8')) as {
      readonly name: string;
      readonly description: string;
      readonly fileMatch: readonly string[];
      readonly url: string;
    };
    expect(Object.keys(entry)).toEqual(['name', 'description', 'fileMatch', 'url']);
    for (const text of [entry.name, entry.description]) {
      expect(text).not.toMatch(/schema|\n|[,. \t-]$/i);
    }
    for (const glob of entry.fileMatch) expect(glob).toMatch(/^\*\*\/|^[^/]+$/);
    expect(entry.url).toBe(schema.$id);
  });
});

test('what SchemaStore tests is what the examples say; else run npm run schema', () => {
  expect(
    Object.fromEntries(right.map(({ place, text }) => [place.replace(/^schema\/schemastore\//, ''), text])),
  ).toEqual(createStoreTests());
  const folders = readdirSync(`${ROOT}schema/schemastore/src`).sort();
  expect(folders).toEqual(['negative_test', 'test']);
});
