import { parse } from 'yaml';
import {
  type Allowance,
  calledBy,
  eventsOf,
  NOTHING,
  type Permissions,
  pinsOf,
  stepsOf,
  type Workflow,
} from './workflows.ts';

/** A rule for workflows: what it asks, and whether the text of one keeps it. */
export interface Rule {
  readonly rule: string;
  readonly keeps: (workflow: Workflow, text: string, allowance: Allowance) => boolean;
}

/** Events that give no secret to a run about a stranger's commits or words; of a call, it is that of the caller. */
const EVENTS = ['merge_group', 'pull_request', 'push', 'schedule', 'workflow_call', 'workflow_dispatch'];

/** When a pull request is to be judged: those that GitHub takes by default, and when it is to go into another branch. */
const TYPES = ['opened', 'synchronize', 'reopened', 'edited'];

const PINNED = /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/;

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

/** The rules that a workflow breaks. */
export function brokenBy(text: string, rules: readonly Rule[], allowance: Allowance = NOTHING): string[] {
  const workflow = parse(text) as Workflow;
  return rules.filter(({ keeps }) => !keeps(workflow, text, allowance)).map(({ rule }) => rule);
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
