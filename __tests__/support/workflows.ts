import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ROOT } from './built.ts';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

type Permissions = string | Readonly<Record<string, string>>;

interface Job {
  readonly permissions?: Permissions;
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

/** A rule for workflows: what it asks, and whether the text of one keeps it. */
export interface Rule {
  readonly rule: string;
  readonly keeps: (workflow: Workflow, text: string) => boolean;
}

const FOLDER = '.github/workflows';

/** Events that give no secret to a run about a stranger's commits or words. */
const EVENTS = ['merge_group', 'pull_request', 'push', 'schedule', 'workflow_dispatch'];

/** Actions and scripts may be named in one way only, so that no other can slip by the rules on pins. */
const USES = /^ +(?:- )?uses: (\S+)(.*)$/gm;
const PINNED = /^[\w-]+\/[\w./-]+@[0-9a-f]{40}$/;

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
    rule: 'lets no job do more than read the contents',
    keeps: ({ jobs }) => Object.values(jobs).every(({ permissions = {} }) => mayOnlyRead(permissions)),
  },
  {
    rule: 'ends every job within half an hour',
    keeps: ({ jobs }) =>
      Object.values(jobs).every(({ 'timeout-minutes': minutes = Infinity }) => minutes > 0 && minutes <= 30),
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
        pins.every(({ action, version }) => PINNED.test(action) && /^v\d+\.\d+\.\d+$/.test(version))
      );
    },
  },
  {
    rule: 'knows no secret',
    keeps: (_, text) => !/secrets\s*[.:[]|github\s*\.\s*token|GITHUB_TOKEN/i.test(text),
  },
  {
    rule: 'runs once at a time for a ref',
    keeps: ({ concurrency }) => concurrency?.group?.includes('${{ github.ref }}') === true,
  },
  {
    rule: 'runs no code that the lockfile does not name',
    keeps: (workflow) =>
      stepsOf(workflow).every(({ run = '' }) => !/\b(?:npx|curl|wget|npm (?:i|install|exec|x))\b/.test(run)),
  },
];

/** The text of each workflow of this project, by its path. */
export function projectWorkflows(): { file: string; text: string }[] {
  return readdirSync(`${ROOT}${FOLDER}`).map((name) => {
    const file = `${FOLDER}/${name}`;
    return { file, text: readFileSync(`${ROOT}${file}`, 'utf8') };
  });
}

/** The rules that a workflow breaks. */
export function brokenBy(text: string, rules: readonly Rule[]): string[] {
  const workflow = parse(text) as Workflow;
  return rules.filter(({ keeps }) => !keeps(workflow, text)).map(({ rule }) => rule);
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

function mayOnlyRead(permissions: Permissions): boolean {
  return (
    typeof permissions === 'object' &&
    Object.entries(permissions).every(([scope, access]) => scope === 'contents' && access === 'read')
  );
}
