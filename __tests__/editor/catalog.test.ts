import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ROOT } from '../support/built.ts';
import { type LanguageServer, startLanguageServer } from '../support/languageServer.ts';
import { serveHttp } from '../support/servers.ts';

const entry: unknown = JSON.parse(readFileSync(`${ROOT}schema/schemastore/catalog-entry.json`, 'utf8'));

let server: LanguageServer;

beforeAll(async () => {
  const catalog = JSON.stringify({ version: 1, schemas: [entry] });
  const port = await serveHttp((_request, response) => response.end(catalog));
  const url = `http://127.0.0.1:${String(port)}/catalog.json`;
  server = await startLanguageServer({ schemaStore: { enable: true, url } });
});

afterAll(() => server.stop());

describe('with its entry in the catalog of SchemaStore, an editor knows', () => {
  test.each([
    ['access-policy-gate.yml', ['Property test is not allowed.']],
    ['access-policy-gate.yaml', ['Property test is not allowed.']],
    ['access-policy-audit.yml', ['Property test is not allowed.']],
    ['access-policy-audit.yaml', ['Property test is not allowed.']],
    ['dependabot.yml', []],
    ['workflows/access-policy-gate.yml', []],
  ])('%s in .github', async (name, messages) => {
    const { diagnostics } = await server.open(
      'version: 1\ntests: []\ntest: []\n',
      `/project/.github/${name}`,
    );
    const told = diagnostics
      .map(({ message }) => message)
      .filter((message) => message.startsWith('Property'));
    expect(told).toEqual(messages);
  });
});
