import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/load.ts';
import { INPUTS } from '../../src/inputDefinitions.ts';
import { checkPolicy } from '../../src/policies/policy.ts';
import { OUTPUTS } from '../../src/report/outputs.ts';
import { ROOT, runCli } from '../support/built.ts';
import { blocksOf } from '../support/documents.ts';

const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'examples/README.md'];

/** What these tests read of a workflow's step. */
interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly run?: string;
  readonly 'working-directory'?: string;
}

const blocks = DOCUMENTS.flatMap(blocksOf);
const yaml = blocks.filter(({ language }) => language === 'yaml');
const configs = yaml.filter(({ text }) => /^version: 1$/m.test(text));
const workflows = yaml.filter(({ text }) => /^jobs:$/m.test(text) && text.includes('steps:'));
/** Held to what they call by workflows.test.ts. */
const callers = yaml.filter(({ text }) => /^jobs:$/m.test(text) && !text.includes('steps:'));
const reports = blocks.filter(({ language }) => language === 'text');
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ document, text }) =>
    text
      .trim()
      .split('\n')
      .map((command) => ({ document, command })),
  );

it('has no block that nothing here checks', () => {
  expect(blocks.length).toBe(
    configs.length +
      workflows.length +
      callers.length +
      reports.length +
      blocks.filter(({ language }) => language === 'sh').length,
  );
  expect(configs.length).toBeGreaterThan(0);
  expect(workflows.length).toBeGreaterThan(0);
});

describe('a config in the documentation', () => {
  it.each(configs)('of $document:$line is one', ({ document, text }) => {
    const { config, tested, problems } = parseConfig(document, text);
    expect(problems).toEqual([]);
    expect(config?.warnings).toEqual([]);
    const entries = tested.flatMap((test) =>
      test.kind === 'policies'
        ? [...test.policies, ...(test.baseline?.kind === 'policies' ? test.baseline.policies : [])]
        : [],
    );
    for (const entry of entries) {
      if (entry.kind === 'policy') expect(checkPolicy(entry.policy, entry.locate)).toEqual([]);
    }
  });
});

describe('a workflow in the documentation', () => {
  it.each(workflows)(
    'of $document:$line gives the action only inputs that it has, and least permissions',
    ({ text }) => {
      const workflow = parse(text) as {
        permissions: unknown;
        jobs: Record<string, { steps: Step[] }>;
      };
      const steps = Object.values(workflow.jobs).flatMap(({ steps }) => steps);
      const gates = steps.filter(({ uses }) => uses?.startsWith('access-policy-gate/access-policy-gate@'));
      expect(gates.length).toBeGreaterThan(0);
      for (const gate of gates) {
        expect(INPUTS.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(gate.with ?? {})));
      }
      expect(workflow.permissions).toEqual({ contents: 'read' });
    },
  );

  it.each(workflows)(
    'of $document:$line takes only outputs that the action has, of a step before',
    ({ text }) => {
      const ids = [...text.matchAll(/^ +id: (\w+)$/gm)].map(([, id]) => id);
      const outputs: string[] = OUTPUTS.map(({ name }) => name);
      for (const [, id, name] of text.matchAll(/steps\.(\w+)\.outputs\.([\w-]+)/g)) {
        expect(ids).toContain(id);
        expect(outputs).toContain(name);
      }
    },
  );

  it('gives the gate the plan that a step before has written', () => {
    const plans = workflows.flatMap(({ text }) => {
      const { jobs } = parse(text) as { jobs: Record<string, { steps: Step[] }> };
      return Object.values(jobs).flatMap(({ steps }) => {
        const given = steps.flatMap((step) => step.with?.['terraform-plan'] ?? []);
        const written = steps.flatMap(({ run = '', 'working-directory': folder = '.' }) =>
          [...run.matchAll(/^terraform show -json (\S+) > (\S+)$/gm)]
            .filter(([, plan = '']) => run.includes(`-out=${plan}\n`))
            .map(([, , file = '']) => `${folder}/${file}`),
        );
        return given.length > 0 ? [{ given, written }] : [];
      });
    });
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.map(({ given }) => given)).toEqual(plans.map(({ written }) => written));
  });
});

describe('a report in the documentation', () => {
  it.each(reports)('of $document:$line is how that of the Terraform example begins', async ({ text }) => {
    const { stdout } = await runCli([
      ...['check', '--emulator', 'examples/directory.yml', '--config', 'examples/terraform/gate.yml'],
      ...['--terraform-plan', 'examples/terraform/plan.json'],
    ]);
    expect(stdout.slice(0, text.length)).toBe(text);
  });
});

describe('a command in the documentation', () => {
  const scripts = Object.keys(
    (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { scripts: object }).scripts,
  );

  it.each(commands.filter(({ command }) => !command.startsWith('node ')))(
    '$command runs a script that there is',
    ({ command }) => {
      const [, script] = /^(?:npm ci && |UPDATE_GOLDEN=1 )?npm (?:run )?(\w+)$/.exec(command) ?? [];
      expect(scripts).toContain(script);
    },
  );

  it.each(commands.filter(({ command }) => command.startsWith('node ')))(
    '$command does what it says',
    async ({ command }) => {
      const [line = '', note] = command.split(' # exits with ');
      const { exitCode } = await runCli(line.split(' ').slice(2));
      expect(line).toMatch(/^node dist\/cli\/index\.js /);
      expect(exitCode).toBe(Number(note ?? 0));
    },
  );
});

it('links to headings that there are', () => {
  for (const document of DOCUMENTS) {
    const markdown = readFileSync(`${ROOT}${document}`, 'utf8');
    const anchors = [...markdown.matchAll(/^#+ (.+)$/gm)].map(
      ([, heading = '']) => `#${heading.toLowerCase().replaceAll(' ', '-')}`,
    );
    const links = [...markdown.matchAll(/\]\((#[^)]+)\)/g)].map(([, target]) => target);
    expect(links.filter((link = '') => !anchors.includes(link))).toEqual([]);
  }
});

it('links to files that there are', () => {
  const links = DOCUMENTS.flatMap((document) =>
    [...readFileSync(`${ROOT}${document}`, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map(
      ([, target = '']) => target,
    ),
  );
  expect(links.length).toBeGreaterThan(0);
  expect(links.filter((target) => !existsSync(`${ROOT}${target}`))).toEqual([]);
});
