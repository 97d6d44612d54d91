import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { INPUTS } from '../../src/inputDefinitions.ts';
import { ROOT } from '../support/built.ts';
import { blocksOf } from '../support/documents.ts';
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

const blocks = ['README.md', 'docs/workflows.md'].flatMap(blocksOf);
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

describe('docs/workflows.md', () => {
  it('has only blocks that are workflows', () => {
    expect(blocksOf('docs/workflows.md')).toHaveLength(
      written.filter(({ document }) => document === 'docs/workflows.md').length,
    );
  });

  it.each(NAMES)('shows a call of %s', (name) => {
    const documents = calls.filter((call) => call.name === name).map(({ document }) => document);
    expect(documents).toContain('docs/workflows.md');
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

  it.each(['README.md', 'docs/workflows.md'])(
    'calls the required checks in %s as GitHub does',
    (document) => {
      const text = readFileSync(`${ROOT}${document}`, 'utf8');
      const told = [...text.matchAll(/`(\S+) \/ (\S+)`/g)].map(([, caller, called]) => ({ caller, called }));
      expect(told.length).toBeGreaterThan(0);
      for (const { caller = '', called = '' } of told) {
        const names = calls.filter(({ id }) => id === caller).map(({ name }) => readWorkflow(name));
        expect(names.flatMap(({ jobs }) => Object.keys(jobs))).toContain(called);
      }
    },
  );

  it('names no artifact, label or file that the workflows do not', () => {
    const texts = NAMES.map((name) => readFileSync(`${ROOT}.github/workflows/${name}`, 'utf8')).join('\n');
    const told = [
      ...prose(DOCUMENT).matchAll(/`(access-policy-(?:audit|drift)|\.github\/access-policy-\S+)`/g),
    ];
    expect(told.length).toBeGreaterThanOrEqual(3);
    for (const [, name = ''] of told) expect(texts).toContain(name);
  });

  it('links to files and headings that there are', () => {
    const links = [...DOCUMENT.matchAll(/\]\((?!https:)([^)]+)\)/g)].map(([, target = '']) => target);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      const [file = '', anchor] = link.split('#');
      const path = file === '' ? 'docs/workflows.md' : posix.join('docs', file);
      expect(existsSync(`${ROOT}${path}`)).toBe(true);
      const headings = [...readFileSync(`${ROOT}${path}`, 'utf8').matchAll(/^#+ (.+)$/gm)].map(
        ([, heading = '']) =>
          heading
            .toLowerCase()
            .replaceAll(/[^\w -]/g, '')
            .replaceAll(' ', '-'),
      );
      if (anchor !== undefined) expect(headings).toContain(anchor);
    }
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

describe('a workflow with steps in docs/workflows.md', () => {
  const steps = written
    .filter(({ document }) => document === 'docs/workflows.md')
    .flatMap(({ workflow }) => stepsOf(workflow))
    .filter(({ uses = '' }) => uses.startsWith('access-policy-gate/'));

  it('names the folder of the action, and gives it inputs that it has', () => {
    expect(steps.map(({ uses }) => uses)).toEqual(['access-policy-gate/access-policy-gate/gate@v1']);
    expect(INPUTS.map(({ name }) => name)).toEqual(
      expect.arrayContaining(steps.flatMap((step) => Object.keys(step.with ?? {}))),
    );
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
