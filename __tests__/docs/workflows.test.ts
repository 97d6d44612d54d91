import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { INPUTS } from '../../src/inputDefinitions.ts';
import { ROOT } from '../support/built.ts';
import { blocksOf, DOCUMENTS } from '../support/documents.ts';
import { tableOf } from '../support/markdown.ts';
import {
  calledBy,
  eventsOf,
  type Job,
  permissionsOf,
  readWorkflow,
  stepsOf,
  type Workflow,
} from '../support/workflows.ts';

/** What a workflow takes from whoever calls it. */
interface Interface {
  readonly inputs: Readonly<Record<string, { readonly type: string; readonly default: unknown }>>;
  readonly secrets: Readonly<Record<string, { readonly required: boolean }>>;
}

const DOCUMENT = readFileSync(`${ROOT}docs/workflows.md`, 'utf8');
const NAMES = ['access-policy-pr.yml', 'access-policy-audit.yml', 'access-policy-gate.yml'];

const blocks = DOCUMENTS.flatMap(blocksOf);
const texts = DOCUMENTS.map((document) => ({ document, text: readFileSync(`${ROOT}${document}`, 'utf8') }));
/** Where each workflow has its recipe. */
const RECIPES: Readonly<Record<string, string>> = {
  'access-policy-pr.yml': 'docs/how-to/pull-requests.md',
  'access-policy-audit.yml': 'docs/how-to/audit.md',
  'access-policy-gate.yml': 'docs/how-to/many-accounts.md',
};
const written = blocks
  .filter(({ language, text }) => language === 'yaml' && /^jobs:$/m.test(text))
  .map(({ document, line, text }) => ({ document, line, workflow: parse(text) as Workflow }));
const calls = written.flatMap(({ document, line, workflow }) =>
  Object.entries(workflow.jobs)
    .filter(([, { uses }]) => uses !== undefined)
    .map(([id, job]) => ({ document, line, id, job, workflow, name: calledBy(job) ?? '' })),
);

function interfaceOf(name: string): Interface {
  return (readWorkflow(name).on as Record<string, unknown>)['workflow_call'] as Interface;
}

/** The folded text of a document: what is written over several lines is on one. */
const prose = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('the documentation of the workflows', () => {
  it.each(NAMES)('shows a call of %s in its recipe, to which docs/workflows.md leads', (name) => {
    const documents = calls.filter((call) => call.name === name).map(({ document }) => document);
    const recipe = RECIPES[name] ?? '';
    expect(documents).toContain(recipe);
    expect(DOCUMENT).toContain(`](${recipe.replace('docs/', '')})`);
  });

  it('tells the permissions of each workflow', () => {
    const told = tableOf(DOCUMENT.slice(DOCUMENT.indexOf('## Permissions')), 'workflow');
    expect(told).toEqual(
      NAMES.map((name) => {
        const asked = Object.entries(permissionsOf(readWorkflow(name)));
        return [`\`${name}\``, asked.map(([scope, access]) => `\`${scope}: ${access}\``).join(', ')];
      }),
    );
  });

  it('calls the required checks as GitHub does', () => {
    const told = texts.flatMap(({ document, text }) =>
      [...text.matchAll(/`(access-policies) \/ (\S+)`/g)].map(([, caller, called]) => ({
        document,
        caller,
        called,
      })),
    );
    expect(told.map(({ document }) => document)).toEqual(
      expect.arrayContaining(['README.md', 'docs/how-to/pull-requests.md', 'docs/how-to/many-accounts.md']),
    );
    for (const { document, caller = '', called = '' } of told) {
      const names = calls
        .filter((call) => call.document === document && call.id === caller)
        .map(({ name }) => readWorkflow(name));
      expect(names.flatMap(({ jobs }) => Object.keys(jobs))).toContain(called);
    }
  });

  it('names no artifact, label or file that the workflows do not', () => {
    const sources = NAMES.map((name) => readFileSync(`${ROOT}.github/workflows/${name}`, 'utf8')).join('\n');
    const told = texts.flatMap(({ text }) => [
      ...prose(text).matchAll(/`(access-policy-(?:audit|drift)|\.github\/access-policy-\S+)`/g),
    ]);
    expect(told.length).toBeGreaterThanOrEqual(3);
    for (const [, name = ''] of told) expect(sources).toContain(name);
  });
});

describe('a call in the documentation', () => {
  it.each(calls)('in $document:$line grants what $name asks for, and no more', ({ job, workflow, name }) => {
    expect(NAMES).toContain(name);
    expect(workflow.permissions).toEqual({});
    expect(job.permissions).toEqual(permissionsOf(readWorkflow(name)));
  });

  it.each(calls)('in $document:$line gives $name only what it takes', ({ job, name }) => {
    const { inputs, secrets } = interfaceOf(name);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(job.with ?? {})));
    for (const [input, value] of Object.entries(job.with ?? {}))
      expect(typeof value).toBe(inputs[input]?.type);
    if (typeof job.secrets === 'object') {
      expect(Object.keys(secrets)).toEqual(expect.arrayContaining(Object.keys(job.secrets)));
    } else {
      expect(job.secrets).toBe('inherit');
      expect(job.with).toHaveProperty('environment');
    }
  });

  it.each(calls.filter(({ name }) => name === 'access-policy-pr.yml'))(
    'in $document:$line runs for every pull request and merge group, so that nobody waits for it without end',
    ({ workflow }) => {
      expect(workflow.on).toEqual({
        pull_request: { types: ['opened', 'synchronize', 'reopened', 'edited'] },
        merge_group: null,
      });
    },
  );
});

describe('a workflow with steps in the documentation', () => {
  const steps = written
    .flatMap(({ workflow }) => stepsOf(workflow))
    .filter(({ uses = '' }) => uses.startsWith('access-policy-gate/'));

  it('names the folder of the action, and gives it inputs that it has', () => {
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      expect(step.uses).toBe('access-policy-gate/access-policy-gate/gate@v1');
      expect(INPUTS.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
    }
  });
});

describe.each(NAMES)('%s', (name) => {
  const workflow = readWorkflow(name);
  const gates = Object.values(workflow.jobs).flatMap(({ steps = [] }: Job) =>
    steps.filter(({ uses }) => uses === '$/gate'),
  );

  it('can be called, and asks for no input and no secret that a caller must have', () => {
    expect(eventsOf(workflow.on)).toContain('workflow_call');
    const { inputs, secrets } = interfaceOf(name);
    // Forks have no secrets, and are skipped.
    expect(Object.values(secrets).map(({ required }) => required)).not.toContain(true);
    expect(Object.values(inputs).filter((input) => input.default === undefined)).toEqual([]);
  });

  it('has the defaults of the action', () => {
    const { inputs } = interfaceOf(name);
    const own = ['config', 'comment']; // another file, and somebody to read it
    for (const input of INPUTS) {
      if (!(input.name in inputs) || own.includes(input.name) || !('default' in input)) continue;
      expect(String(inputs[input.name]?.default)).toBe(input.default);
    }
  });

  it('gives the action inputs that it has, and every input of its own to somebody', () => {
    expect(gates.length).toBeGreaterThan(0);
    expect(INPUTS.map((input) => input.name)).toEqual(
      expect.arrayContaining(gates.flatMap((gate) => Object.keys(gate.with ?? {}))),
    );
    const jobs = JSON.stringify(workflow.jobs);
    const unused = Object.keys(interfaceOf(name).inputs).filter((input) => !jobs.includes(`inputs.${input}`));
    expect(unused).toEqual([]);
  });
});
