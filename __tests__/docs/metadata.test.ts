import { readFileSync } from 'node:fs';
import { normalize } from 'node:path/posix';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { type InputDefinition, INPUTS } from '../../src/inputDefinitions.ts';
import { OUTPUTS } from '../../src/report/outputs.ts';
import { PLAN_RULES, PLAN_SEVERITIES, POLICY_RULES } from '../../src/verdict/assertion.ts';
import { VERSION } from '../../src/version.ts';
import { tableOf } from '../support/markdown.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

interface Metadata {
  readonly inputs: Readonly<Record<string, { description: string; default?: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: Readonly<Record<string, string>>;
  readonly branding: Readonly<Record<string, string>>;
}

const metadata = parse(read('action.yml')) as Metadata;
const definitions: readonly InputDefinition[] = INPUTS;

describe('action.yml', () => {
  it('has the inputs of src/inputs.ts, in their order', () => {
    expect(Object.keys(metadata.inputs)).toEqual(definitions.map(({ name }) => name));
  });

  it.each(definitions)(
    'describes $name as src/inputs.ts does',
    ({ name, description, variable, default: fallback, ofRunner }) => {
      const input = metadata.inputs[name];
      const note = variable === undefined ? '' : ` Falls back to the environment variable ${variable}.`;
      expect(input?.description).toBe(`${description}${note}`);
      // Another default here would go before the environment variable.
      expect(input?.default).toBe(ofRunner ?? (variable === undefined ? fallback : undefined));
    },
  );

  it('has the outputs of src/report/outputs.ts', () => {
    expect(
      Object.entries(metadata.outputs).map(([name, { description }]) => ({ name, description })),
    ).toEqual([...OUTPUTS]);
  });

  it('runs the built action on Node 24', () => {
    expect(metadata.runs).toEqual({ using: 'node24', main: 'dist/index.js' });
    expect(Object.keys(metadata.branding)).toEqual(['icon', 'color']);
  });
});

describe('gate/action.yml', () => {
  const folder = 'gate/';
  const { runs, ...inner } = parse(read(`${folder}action.yml`)) as Metadata;

  it('is action.yml, but for what only the Marketplace shows', () => {
    const { runs: outer, ...rest } = { ...metadata, branding: undefined };
    expect({ ...inner, branding: undefined }).toEqual(rest);
    expect(Object.keys(inner.inputs)).toEqual(Object.keys(rest.inputs));
    expect({ ...runs, main: normalize(`${folder}${runs['main'] ?? ''}`) }).toEqual(outer);
  });
});

describe('the reference', () => {
  it('has a row for each input', () => {
    expect(tableOf(read('docs/reference/inputs.md'), 'input')).toEqual(
      definitions.map(({ name, variable, default: fallback, ofRunner, description }) => {
        const sources = [
          ...(ofRunner === undefined ? [] : [`\`${ofRunner}\``]),
          ...(variable === undefined ? [] : [`env \`${variable}\``]),
          ...(fallback === undefined ? [] : [`\`${fallback}\``]),
        ];
        return [`\`${name}\``, sources.join(', else '), description];
      }),
    );
  });

  it('has a row for each output', () => {
    expect(tableOf(read('docs/reference/outputs.md'), 'output')).toEqual(
      OUTPUTS.map(({ name, description }) => [`\`${name}\``, description]),
    );
  });
});

describe('the recipes', () => {
  it('have a row for each finding on policies and on a plan', () => {
    expect(tableOf(read('docs/how-to/policy-findings.md'), 'finding').map(([rule]) => rule)).toEqual(
      POLICY_RULES.map((rule) => `\`${rule}\``),
    );
    expect(
      tableOf(read('docs/how-to/terraform.md'), 'plan finding').map(([rule, severity]) => [rule, severity]),
    ).toEqual(PLAN_RULES.map((rule) => [`\`${rule}\``, PLAN_SEVERITIES[rule]]));
  });
});

it('has one version', () => {
  expect(VERSION).toBe((JSON.parse(read('package.json')) as { version: string }).version);
});
