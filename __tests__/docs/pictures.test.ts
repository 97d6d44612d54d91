import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { ROOT } from '../support/built.ts';

const README = readFileSync(`${ROOT}README.md`, 'utf8');
/** A drawing has both schemes in one file; photographs of pages have a file each. */
const PICTURES = readdirSync(`${ROOT}docs/pictures`)
  .filter((name) => !name.endsWith('.svg'))
  .map((name) => `docs/pictures/${name}`);

it('has each picture for light and for dark', () => {
  const light = PICTURES.filter((name) => name.endsWith('-light.png'));
  expect(light.length).toBeGreaterThan(0);
  expect(PICTURES).toEqual(light.flatMap((name) => [name.replace('-light', '-dark'), name]));
});

it.each(PICTURES.map((name) => [name]))('keeps %s small, and in the format of its name', (name) => {
  const picture = readFileSync(ROOT + name);
  expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(picture.length).toBeLessThan(300_000);
});

it('shows one in the README, in the scheme of the reader, and in words', () => {
  const [shown = ''] = /<picture>[^]*?<\/picture>/.exec(README) ?? [];
  const [, dark = ''] = /media="\(prefers-color-scheme: dark\)" srcset="([^"]+)"/.exec(shown) ?? [];
  const [, light = ''] = /<img src="([^"]+)"/.exec(shown) ?? [];
  expect(PICTURES).toEqual(expect.arrayContaining([dark, light]));
  expect(dark.replace('-dark', '-light')).toBe(light);
  expect(shown).toMatch(/ alt="[^"]{50,}"/);
});
