import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';

const [, MAP = ''] = readFileSync(`${ROOT}CONTRIBUTING.md`, 'utf8').split(/^## /m);

/** What the first cells of the map's rows name. */
const named = [...MAP.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
);

it('maps only files and folders that there are', () => {
  expect(named.length).toBeGreaterThan(20);
  const gone = named.filter((name) => {
    const path = `${ROOT}${name.includes('/') ? name : `src/${name}`}`;
    const [start = '', end] = posix.basename(path).split('*');
    if (end === undefined) return !existsSync(path);
    const files = readdirSync(posix.dirname(path));
    return !files.some((file) => file.startsWith(start) && file.endsWith(end));
  });
  expect(gone).toEqual([]);
});

it('maps every folder of the code', () => {
  const folders = readdirSync(`${ROOT}src`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `src/${name}/`);
  expect(named).toEqual(expect.arrayContaining(folders));
});
