import { readdirSync, readFileSync } from 'node:fs';
import { type Problem } from '../../src/errors.ts';
import { parseConfig } from '../../src/config/load.ts';
import { checkPolicy } from '../../src/policies/policy.ts';
import { ROOT } from './built.ts';
import { blocksOf, DOCUMENTS } from './documents.ts';

/** A config as somebody wrote it. */
export interface ConfigText {
  /** Where it is written: a file of the project, with the line where it begins in a document. */
  readonly place: string;
  readonly text: string;
}

const IS_CONFIG = /^(?:tests|application_checks):$/m;

/** The configs in `examples/`. */
export const EXAMPLES: readonly ConfigText[] = readdirSync(`${ROOT}examples`, {
  recursive: true,
  encoding: 'utf8',
})
  .filter((name) => name.endsWith('.yml'))
  .map((name) => readConfig(`examples/${name}`))
  .filter(({ text }) => IS_CONFIG.test(text))
  .sort(byPlace);

/** The configs in the documentation. */
export const DOCUMENTED: readonly ConfigText[] = DOCUMENTS.flatMap(blocksOf)
  .filter(({ language, text }) => language === 'yaml' && IS_CONFIG.test(text))
  .map(({ document, line, text }) => ({ place: `${document}:${String(line)}`, text }));

/** Configs with one mistake each, which the line above `version` tells. */
export const MISTAKES: readonly ConfigText[] = readFolder(
  'schema/schemastore/src/negative_test/access-policy-gate',
);

/** The configs of a folder, by their names. */
export function readFolder(folder: string): ConfigText[] {
  return readdirSync(`${ROOT}${folder}`)
    .map((name) => readConfig(`${folder}/${name}`))
    .sort(byPlace);
}

function readConfig(place: string): ConfigText {
  return { place, text: readFileSync(`${ROOT}${place}`, 'utf8') };
}

function byPlace(a: ConfigText, b: ConfigText): number {
  return a.place < b.place ? -1 : 1;
}

/** What the gate says of a config and of the policies that are written in it. */
export function problemsOf(file: string, text: string): readonly Problem[] {
  const { tested, problems } = parseConfig(file, text);
  const entries = tested.flatMap((test) =>
    test.kind === 'policies'
      ? [...test.policies, ...(test.baseline?.kind === 'policies' ? test.baseline.policies : [])]
      : [],
  );
  return [
    ...problems,
    ...entries.flatMap((entry) => (entry.kind === 'policy' ? checkPolicy(entry.policy, entry.locate) : [])),
  ];
}
