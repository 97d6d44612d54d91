import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { createReference } from '../../docs/reference/documents.ts';
import { CLI, NODE, ROOT } from '../support/built.ts';
import { DOCUMENTS } from '../support/documents.ts';
import { tableOf } from '../support/markdown.ts';
import { METRICS } from '../../src/verdict/assertion.ts';

const FOLDER = 'docs/reference/';

const written = createReference((...command) =>
  execFileSync(NODE, [CLI, ...command, '--help'], { encoding: 'utf8' }),
);

it('has just the pages that are written', () => {
  const pages = DOCUMENTS.filter((name) => name.startsWith(FOLDER));
  expect(Object.keys(written).map((name) => `${FOLDER}${name}`)).toEqual(pages);
});

it.each(DOCUMENTS.filter((name) => name.startsWith(FOLDER)))(
  '%s says what the project does; else run npm run reference',
  async (document) => {
    const options = await resolveConfig(`${ROOT}${document}`);
    const text = written[document.slice(FOLDER.length)] ?? '';
    expect(readFileSync(`${ROOT}${document}`, 'utf8')).toBe(
      await format(text, { ...options, parser: 'markdown' }),
    );
  },
);

it('has a section for each command, with its flags', () => {
  const page = written['command-line.md'] ?? '';
  for (const command of ['check', 'validate', 'snapshot', 'merge', 'emulate']) {
    expect(page).toContain(`## ${command}\n\n\`\`\`console\nUsage: access-policy-gate ${command} `);
  }
  expect(page.match(/^ {2}--terraform-plan <value>/gm)?.length).toBeGreaterThanOrEqual(3);
});

it('has each threshold of the config with what it takes', () => {
  const [, section = ''] = (written['config.md'] ?? '').split('\n## Thresholds\n');
  expect(tableOf(section, 'key').map(([key]) => key)).toEqual(METRICS.map((metric) => `\`${metric}\``));
});
