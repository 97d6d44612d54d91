import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { ROOT, runProgram } from '../support/built.ts';
import { licensedIn } from '../support/licences.ts';

const read = (name: string): string => readFileSync(`${ROOT}${name}`, 'utf8');

const { devDependencies } = JSON.parse(read('package.json')) as {
  devDependencies: Readonly<Record<string, string>>;
};
const bundled = [
  ...new Set(['dist/licenses.txt', 'dist/cli/licenses.txt'].flatMap((name) => licensedIn(read(name)))),
];

const HOLE = {
  id: 1,
  title: 'A hole',
  severity: 'high',
  vulnerable_versions: '*',
  url: 'https://example.com',
};

describe('node .ci/bundled.js audit', () => {
  it('asks the registry about what is bundled and what that needs, and about nothing else', async () => {
    const asked: Record<string, string[]>[] = [];
    const registry = createServer((request, response) => {
      // npm then asks what else there is of a package with a hole.
      if (request.method !== 'POST') {
        response.writeHead(404).end('{}');
        return;
      }
      void buffer(request).then((body) => {
        asked.push(JSON.parse(gunzipSync(body).toString()) as Record<string, string[]>);
        response.end(JSON.stringify({ undici: [HOLE] }));
      });
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    const { port } = registry.address() as AddressInfo;
    const { exitCode, stdout } = await runProgram(
      process.execPath,
      ['.ci/bundled.js', 'audit', '--package-lock-only'],
      { environment: { npm_config_registry: `http://127.0.0.1:${String(port)}/` } },
    );
    registry.close();

    const names = Object.keys(asked[0] ?? {});
    expect(names).toEqual(expect.arrayContaining(bundled));
    expect(names.filter((name) => !bundled.includes(name)).sort()).toEqual([
      '@octokit/openapi-types',
      '@octokit/types',
    ]);
    expect(stdout).toContain('A hole');
    expect(exitCode).toBe(1);
  });
});

describe('.github/dependabot.yml', () => {
  it('proposes what is bundled by itself, not among all that builds and tests', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as {
      updates: { groups?: Record<string, { 'exclude-patterns': string[] }> }[];
    };
    const excluded = updates
      .flatMap(({ groups = {} }) => Object.values(groups))
      .flatMap((group) => group['exclude-patterns']);
    expect(excluded).toEqual(
      expect.arrayContaining(Object.keys(devDependencies).filter((name) => bundled.includes(name))),
    );
    expect(excluded.filter((name) => !(name in devDependencies))).toEqual([]);
  });
});
