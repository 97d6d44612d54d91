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

type Permissions = string | Readonly<Record<string, string>>;

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

/** A rule for workflows: what it asks, and whether the text of one keeps it. */
export interface Rule {
  readonly rule: string;
  readonly keeps: (workflow: Workflow, text: string, allowance: Allowance) => boolean;
}

const FOLDER = '.github/workflows';
const NOTHING: Allowance = { writes: {}, secrets: [] };

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
};

/** Events that give no secret to a run about a stranger's commits or words; of a call, it is that of the caller. */
const EVENTS = ['merge_group', 'pull_request', 'push', 'schedule', 'workflow_call', 'workflow_dispatch'];

/** When a pull request is to be judged: those that GitHub takes by default, and when it is to go into another branch. */
const TYPES = ['opened', 'synchronize', 'reopened', 'edited'];

/** Actions and scripts may be named in one way only, so that no other can slip by the rules on pins. */
const USES = /^ +(?:- )?uses: (\S+)(.*)$/gm;
const PINNED = /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/;

/** As the documentation names a workflow of this project. */
const CALL = /^access-policy-gate\/access-policy-gate\/\.github\/workflows\/(access-policy-\w+\.yml)@v1$/;

/** In this repository, at the commit of the workflow itself. */
const OWN = /^\$\/[\w-]+(?:\/[\w-]+)*$/;

/** What a script or step gets that others must not have. */
const SECRETS =
  /\bsecrets\s*\.\s*(\w+)|\b(github\s*\.\s*token)\b|\b(secrets)\s*[[)]|\b(secrets: inherit)|(GITHUB_TOKEN)/gi;

/** What every workflow keeps, also one that somebody copies from the documentation. */
export const RULES: readonly Rule[] = [
  {
    rule: 'starts on no event that gives secrets to strangers',
    keeps: ({ on }) => eventsOf(on).every((event) => EVENTS.includes(event)),
  },
  {
    rule: 'lets all jobs together do no more than read the contents',
    keeps: ({ permissions }) => permissions !== undefined && mayOnlyRead(permissions),
  },
  {
    rule: 'lets no job do more than read the contents and write what it is there to write',
    keeps: ({ jobs }, _, { writes }) =>
      Object.entries(jobs).every(([id, { permissions = {} }]) => mayOnlyRead(permissions, writes[id])),
  },
  {
    rule: 'ends every job within an hour',
    keeps: ({ jobs }) =>
      Object.values(jobs)
        .filter(({ uses }) => uses === undefined) // what is called has a limit of its own
        .every(({ 'timeout-minutes': minutes = Infinity }) => minutes > 0 && minutes <= 60),
  },
  {
    rule: 'leaves no credentials beside what it has checked out',
    keeps: (workflow) =>
      stepsOf(workflow)
        .filter(({ uses }) => uses?.startsWith('actions/checkout@'))
        .every((step) => step.with?.['persist-credentials'] === false),
  },
  {
    rule: 'puts no expression into a script',
    keeps: (workflow) =>
      stepsOf(workflow).every((step) =>
        [step.run, step.with?.['script']].every((script) => !JSON.stringify(script ?? '').includes('${{')),
      ),
  },
  {
    rule: 'judges a pull request by the rules of another branch when it is to go there',
    keeps: (workflow) => {
      const { pull_request: event } = workflow.on as { pull_request?: { types?: readonly string[] } | null };
      return (
        !eventsOf(workflow.on).includes('pull_request') ||
        !isJudgedByBase(workflow) ||
        TYPES.every((type) => event?.types?.includes(type) === true)
      );
    },
  },
  {
    rule: 'lets no older run write over the comment of a newer one',
    keeps: (workflow) => !needsTurns(workflow) || takesTurns(workflow),
  },
  { rule: 'goes on after no error', keeps: (_, text) => !text.includes('continue-on-error') },
];

/** What the workflows of this project keep besides. */
export const PROJECT_RULES: readonly Rule[] = [
  {
    rule: 'pins each action by its commit, with the version beside it',
    keeps: (workflow, text) => {
      const pins = pinsOf(text);
      const used = Object.values(workflow.jobs).flatMap((job) => [job, ...(job.steps ?? [])]);
      return (
        pins.length === used.filter((entry) => 'uses' in entry).length &&
        pins.every(({ action, version }) =>
          OWN.test(action) ? version === '' : PINNED.test(action) && /^v\d+\.\d+\.\d+$/.test(version),
        )
      );
    },
  },
  {
    rule: 'knows no secret but those that it is there to use',
    keeps: (_, text, { secrets }) =>
      [...text.matchAll(SECRETS)].every((match) => secrets.includes(match.slice(1).find(Boolean) ?? '')),
  },
  {
    rule: 'runs once at a time for a ref',
    keeps: (workflow) =>
      // What is only called may be called twice in one run: once at a time is for the caller to say.
      eventsOf(workflow.on).join() === 'workflow_call' || takesTurns(workflow),
  },
  {
    rule: 'runs no code that the lockfile does not name',
    keeps: (workflow) =>
      stepsOf(workflow).every(({ run = '' }) => !/\b(?:npx|curl|wget|npm (?:i|install|exec|x))\b/.test(run)),
  },
];

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

/** The rules that a workflow breaks. */
export function brokenBy(text: string, rules: readonly Rule[], allowance: Allowance = NOTHING): string[] {
  const workflow = parse(text) as Workflow;
  return rules.filter(({ keeps }) => !keeps(workflow, text, allowance)).map(({ rule }) => rule);
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

/** The inputs of the called workflows and of the steps. */
function inputsOf(workflow: Workflow): Readonly<Record<string, unknown>>[] {
  return [...Object.values(workflow.jobs), ...stepsOf(workflow)].map((part) => part.with ?? {});
}

function isJudgedByBase(workflow: Workflow): boolean {
  return (
    Object.values(workflow.jobs).some((job) => calledBy(job) === 'access-policy-pr.yml') ||
    inputsOf(workflow).some(({ 'config-ref': configRef = 'workspace' }) => configRef !== 'workspace')
  );
}

/** Whether it comments, and calls nothing that takes turns by itself. */
function needsTurns(workflow: Workflow): boolean {
  return (
    Object.values(workflow.jobs).some((job) => calledBy(job) === 'access-policy-gate.yml') ||
    (eventsOf(workflow.on).includes('pull_request') &&
      inputsOf(workflow).some(({ comment = 'never' }) => comment !== 'never'))
  );
}

function takesTurns({ concurrency }: Workflow): boolean {
  return concurrency?.group?.includes('${{ github.ref }}') === true;
}

function mayOnlyRead(permissions: Permissions, writes: readonly string[] = []): boolean {
  return (
    typeof permissions === 'object' &&
    Object.entries(permissions).every(([scope, access]) =>
      access === 'write' ? writes.includes(scope) : scope === 'contents' && access === 'read',
    )
  );
}
