import { readdirSync } from 'node:fs';

/*
 * The tests of the folder whose mutants are tried, as one file: for each file of tests, Jest loads every module anew,
 * which would take most of the time of a mutant.
 */
const folder = process.env['FOLDER'] ?? '';
for (const name of readdirSync(new URL(`../${folder}/`, import.meta.url))) {
  if (name.endsWith('.test.ts')) await import(`../${folder}/${name}`);
}
