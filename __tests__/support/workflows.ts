import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ROOT } from './built.ts';

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export type Permissions = string | Readonly<Record<string, string>>;

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  /** The workflow that is called, in place of steps. */
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: string | Readonly<Record<string, string>>;
  readonly permissions?: Permissions;
  readonly env?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly 'timeout-minutes'?: number;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, unknown>> };
}

/** A workflow of GitHub Actions, as far as the tests read it. */
export interface Workflow {
  readonly on: string | readonly string[] | Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly concurrency?: { readonly group?: string };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What one workflow may do beyond what all may. */
export interface Allowance {
  /** The permissions to write, by the id of the job. */
  readonly writes: Readonly<Record<string, readonly string[]>>;
  /** The names of the secrets that it reads. */
  readonly secrets: readonly string[];
}

const FOLDER = '.github/workflows';

/** What most workflows may do beyond what all may. */
export const NOTHING: Allowance = { writes: {}, secrets: [] };

/** What the workflows of this project may do, by their path. */
const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  [`${FOLDER}/access-policy-pr.yml`]: {
    writes: { gate: ['pull-requests'] },
    secrets: ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN', 'TERRAFORM_API_TOKEN'],
  },
  [`${FOLDER}/access-policy-audit.yml`]: {
    writes: { issue: ['issues'] },
    secrets: ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN', 'github.token'],
  },
  [`${FOLDER}/access-policy-gate.yml`]: {
    writes: { report: ['pull-requests'] },
    secrets: ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN'],
  },
  [`${FOLDER}/release.yml`]: {
    writes: { attest: ['id-token', 'attestations'], draft: ['contents'], move: ['contents'] },
    secrets: ['github.token'],
  },
};

/** Actions and scripts may be named in one way only, so that no other can slip by the rules on pins. */
const USES = /^ +(?:- )?uses: (\S+)(.*)$/gm;

/** As the documentation names a workflow of this project. */
const CALL = /^access-policy-gate\/access-policy-gate\/\.github\/workflows\/(access-policy-\w+\.yml)@v1$/;

/** The text of each workflow of this project, by its path, and what it may do. */
export function projectWorkflows(): { file: string; text: string; allowance: Allowance }[] {
  return readdirSync(`${ROOT}${FOLDER}`).map((name) => {
    const file = `${FOLDER}/${name}`;
    const text = readFileSync(`${ROOT}${file}`, 'utf8');
    return { file, text, allowance: ALLOWANCES[file] ?? NOTHING };
  });
}

/** A workflow of this project, by the name of its file. */
export function readWorkflow(name: string): Workflow {
  return parse(readFileSync(`${ROOT}${FOLDER}/${name}`, 'utf8')) as Workflow;
}

/** What all jobs of a workflow ask for, which whoever calls it has to grant. */
export function permissionsOf({ jobs }: Workflow): Record<string, string> {
  const asked = Object.values(jobs).flatMap(({ permissions = {} }) => Object.entries(permissions));
  return Object.fromEntries(asked.sort(([a, one], [b, other]) => (a + one < b + other ? -1 : 1)));
}

/** The workflow of this project that a job calls, by the name of its file; undefined where it calls none. */
export function calledBy({ uses }: Job): string | undefined {
  return CALL.exec(uses ?? '')?.[1];
}

/** What a workflow of the documentation may do: what those ask for that it calls, and to comment where it says so. */
export function allowanceOfCaller(text: string): Allowance {
  const { jobs } = parse(text) as Workflow;
  const writes = Object.entries(jobs).map(([id, job]): [string, string[]] => {
    const name = calledBy(job);
    const asked = name === undefined ? {} : permissionsOf(readWorkflow(name));
    const comments = (job.steps ?? []).some((step) => step.with?.['comment'] !== undefined);
    return [
      id,
      [
        ...Object.entries(asked).flatMap(([scope, access]) => (access === 'write' ? [scope] : [])),
        ...(comments ? ['pull-requests'] : []),
      ],
    ];
  });
  return { ...NOTHING, writes: Object.fromEntries(writes) };
}

/** The actions that a workflow names, each with the version in the comment beside it. */
export function pinsOf(text: string): { action: string; version: string }[] {
  return [...text.matchAll(USES)].map(([, action = '', comment = '']) => ({
    action,
    version: comment.replace(/^ # /, ''),
  }));
}

/** The steps of all jobs. */
export function stepsOf({ jobs }: Workflow): Step[] {
  return Object.values(jobs).flatMap(({ steps = [] }) => steps);
}

/** The names of the events that start a workflow. */
export function eventsOf(on: Workflow['on']): string[] {
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on.map(String) : Object.keys(on);
}
