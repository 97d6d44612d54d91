import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Ended, readCalls, runStep, scriptIn, standIn } from '../support/steps.ts';
import { readWorkflow } from '../support/workflows.ts';

const workflow = readWorkflow('access-policy-pr.yml');
const job = workflow.jobs['gate'] ?? {};
const CONFIG = '.github/access-policy-gate.yml';

const TESTED = { 'is-tested': 'true', verdict: 'inconclusive', 'config-ref': 'base' };
const LEFT_OUT = { 'is-tested': 'false', verdict: 'skipped' };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-workflow-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A commit of another repository that a submodule is at. */
interface Submodule {
  readonly at: string;
}

/** The files that a commit changes; one whose text is undefined goes. */
type Change = Readonly<Record<string, string | Submodule | undefined>>;

function git(args: readonly string[], input = ''): string {
  return execFileSync('git', args, {
    cwd: join(folder, 'work'),
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  }).trim();
}

/** A commit for `git fast-import`, on the branch that is checked out unless it says another. */
function commit(
  change: Change,
  { parents = [], branch = 'work' }: { parents?: string[]; branch?: string } = {},
): string {
  const [first, ...others] = parents;
  return [
    `commit refs/heads/${branch}`,
    'committer Alice Archer <alice.archer@example.com> 1780000000 +0000',
    'data 0',
    ...(first === undefined ? [] : [`from ${first}`]),
    ...others.map((parent) => `merge ${parent}`),
    ...Object.entries(change).map(([path, content]) => {
      if (content === undefined) return `D ${path}`;
      if (typeof content === 'object') return `M 160000 ${content.at} ${path}`;
      return `M 100644 inline ${path}\ndata ${String(Buffer.byteLength(content))}\n${content}`;
    }),
    '',
  ].join('\n');
}

/** A repository as it is checked out for a pull request: the merge of its head into what the base branch is by now. */
function mergePullRequest(base: Change, change: Change): void {
  mkdirSync(join(folder, 'work'));
  git(['init', '--quiet', '--initial-branch', 'work']);
  git(
    ['fast-import', '--quiet'],
    [
      commit(base, { branch: 'first' }),
      commit(change, { branch: 'head', parents: ['refs/heads/first'] }),
      // On the base branch only, so that it is none of the change's.
      commit({ 'policies/later.json': '[]' }, { branch: 'main', parents: ['refs/heads/first'] }),
      commit(change, { parents: ['refs/heads/main', 'refs/heads/head'] }),
    ].join(''),
  );
}

const look = (environment: Readonly<Record<string, string>> = {}): Ended =>
  runStep(scriptIn(workflow, 'gate', 'Look at what changes'), folder, {
    GITHUB_EVENT_NAME: 'pull_request',
    CONFIG,
    PATHS: '',
    TERRAFORM_DIRECTORY: '',
    HAS_TOKEN: 'true',
    HAS_NO_SECRETS: 'false',
    BASE_SHA: '',
    ...environment,
  });

const BASE = {
  [CONFIG]: 'version: 1\n',
  'policies/grafana.json': '{}',
  'terraform/main.tf': '',
  'docs/about.md': '',
  'README.md': 'Hello',
};

describe('a pull request', () => {
  it('is tested whatever it changes, where no paths are named', () => {
    mergePullRequest(BASE, { 'README.md': 'Bye' });
    expect(look()).toMatchObject({ exitCode: 0, outputs: TESTED, summary: '' });
  });

  it.each([
    ['a file in a folder', 'policies', { 'policies/grafana.json': '[]' }],
    ['a new file', 'policies', { 'policies/team/wiki.json': '[]' }],
    ['a file that goes', 'policies', { 'policies/grafana.json': undefined }],
    ['a file that moves away', 'policies', { 'policies/grafana.json': undefined, 'old/grafana.json': '{}' }],
    ['a file of a pattern', '**/*.json', { 'policies/team/wiki.json': '[]' }],
    ['one of several paths', 'terraform\n\n  policies  \n', { 'policies/grafana.json': '[]' }],
    ['what is left by an exclusion', 'policies\n:!policies/*.md', { 'policies/grafana.json': '[]' }],
    ['the first file of a path', 'rules', { 'rules/wiki.json': '[]' }],
    ['the last file of a path', 'terraform', { 'terraform/main.tf': undefined }],
    ['the config, which is always a path', 'terraform', { [CONFIG]: 'version: 1 # changed\n' }],
    ['the config, also where a pattern excludes it', 'docs\n:!**/*.yml', { [CONFIG]: 'version: 2\n' }],
    ['the config, also where there are only exclusions', ':!.github', { [CONFIG]: 'version: 2\n' }],
    ['what no exclusion names', ':!docs', { 'policies/grafana.json': '[]' }],
  ])('is tested when it changes %s', (_, paths, change) => {
    mergePullRequest(BASE, change);
    expect(look({ PATHS: paths })).toMatchObject({ exitCode: 0, outputs: TESTED });
  });

  it.each([
    ['something else', 'policies', { 'README.md': 'Bye' }],
    ['nothing', 'policies', {}],
    ['a file that is excluded', 'policies\n:!policies/*.md', { 'policies/README.md': 'About' }],
    ['a folder of the same name elsewhere', 'policies', { 'src/policies/a.ts': '' }],
    ['a file that only begins like the config', 'policies', { [`${CONFIG}.md`]: '' }],
    ...[
      ':!docs',
      ':^docs',
      ':/!docs',
      ':(exclude)docs',
      ':(top,exclude,icase)DOCS',
      ':!docs\n:!README.md',
    ].map((paths): [string, string, Change] => [
      `only what ${JSON.stringify(paths)} excludes`,
      paths,
      { 'docs/about.md': 'New' },
    ]),
  ])('ends green without a test, and says so, when it changes %s', (_, paths, change) => {
    mergePullRequest(BASE, change);
    const { exitCode, outputs, summary } = look({ PATHS: paths });
    expect({ exitCode, outputs }).toEqual({ exitCode: 0, outputs: LEFT_OUT });
    expect(summary).toBe(
      '## ➖ Access policy gate: nothing was tested\n\nNo Access policy changes, by the paths that the workflow names.\n',
    );
  });

  it.each([
    ['a name that is not right', 'polices', 'polices'],
    ['several names on a line', 'policies, terraform', 'policies, terraform'],
    ['a comment', 'policies\n# what Terraform makes', '# what Terraform makes'],
    ['a comment behind a name', 'policies # all of them', 'policies # all of them'],
    ['quotes', "'policies'", "'policies'"],
    ['an exclusion of everything', ':!**', ':!**'],
    ['one of several names that is not right', 'policies\n:!docs\nterrafrom', 'terrafrom'],
  ])('fails when its paths have %s, whatever it changes', (_, paths, named) => {
    mergePullRequest(BASE, { 'policies/grafana.json': '[]' });
    const { exitCode, outputs, log } = look({ PATHS: paths });
    expect({ exitCode, outputs }).toEqual({ exitCode: 1, outputs: {} });
    expect(log).toBe(
      `::error::paths: nothing is of ${named}, neither before nor after the change. Each line is one pathspec of Git, without commas, quotes and comments.\n`,
    );
  });

  it('fails when nothing is left of its paths', () => {
    mergePullRequest(BASE, { 'policies/grafana.json': '[]' });
    const { exitCode, outputs, log } = look({ PATHS: 'policies\n:!policies' });
    expect({ exitCode, outputs }).toEqual({ exitCode: 1, outputs: {} });
    expect(log).toMatch(/^::error::paths: the exclusions leave nothing/);
  });

  it('is tested when it moves a submodule, also one that it has Git ignore', () => {
    const [before, after] = ['1'.repeat(40), '2'.repeat(40)].map((at) => ({ at }));
    const ignoring = '[submodule "shared"]\n\tpath = policies/shared\n\turl = ../shared\n\tignore = all\n';
    mergePullRequest(
      { ...BASE, '.gitmodules': ignoring, 'policies/shared': before },
      { 'policies/shared': after },
    );
    git(['reset', '--quiet', '--hard']);
    expect(look({ PATHS: 'policies' }).outputs).toEqual(TESTED);
    expect(look({ PATHS: 'policies/shared' }).outputs).toEqual(TESTED);
    expect(look({ PATHS: 'docs' }).outputs).toEqual(LEFT_OUT);
  });

  it.each(['terraform', 'terraform/', './terraform', '.'])(
    'is tested when it changes the folder %s that Terraform plans, whatever the paths say',
    (directory) => {
      mergePullRequest(BASE, { 'terraform/main.tf': '# changed' });
      const environment = { TERRAFORM_DIRECTORY: directory };
      expect(look({ ...environment, PATHS: 'policies' }).outputs).toEqual(TESTED);
      expect(look({ ...environment, PATHS: ':!terraform' }).outputs).toEqual(TESTED);
      expect(look({ PATHS: 'policies' }).outputs).toEqual(LEFT_OUT);
    },
  );

  it('fails when the folder that Terraform is to plan is not there', () => {
    mergePullRequest(BASE, {});
    const { exitCode, log, outputs } = look({ PATHS: 'policies', TERRAFORM_DIRECTORY: 'terrafrom' });
    expect({ exitCode, outputs }).toEqual({ exitCode: 1, outputs: {} });
    expect(log).toBe('::error::terraform-directory: there is no folder terrafrom.\n');
  });

  it('is judged by the config of its base branch, also when it changes, moves or removes it', () => {
    mergePullRequest(BASE, { [CONFIG]: undefined, '.github/other.yml': 'version: 1\n' });
    expect(look().outputs).toEqual(TESTED);
  });

  it('is judged by its own config when it brings the first one, and says so', () => {
    mergePullRequest({ 'README.md': 'Hello' }, { [CONFIG]: 'version: 1\n' });
    const { outputs, log } = look({ PATHS: 'policies' });
    expect(outputs).toEqual({ ...TESTED, 'config-ref': 'workspace' });
    expect(log).toMatch(/^::notice::The config is new/);
  });

  it('takes the config for a path and not for a pattern', () => {
    mergePullRequest(BASE, { '.github/another.yml': 'version: 1\n' });
    expect(look({ CONFIG: '.github/*.yml' }).outputs).toEqual(TESTED);
    expect(look({ CONFIG: ':(top)nothing', PATHS: 'policies' }).outputs).toEqual(LEFT_OUT);
  });

  it('fails when its merge is not what is checked out', () => {
    mergePullRequest(BASE, {});
    git(['symbolic-ref', 'HEAD', 'refs/heads/head']);
    const { exitCode, log, outputs } = look({ PATHS: 'policies' });
    expect({ exitCode, outputs }).toEqual({ exitCode: 1, outputs: {} });
    expect(log).toMatch(/^::error::What is checked out is not the merge/);
  });

  it('fails when Git does', () => {
    mergePullRequest(BASE, {});
    expect(look({ PATHS: ':(nonsense)policies' })).toMatchObject({ exitCode: 128, outputs: {} });
  });

  it('fails when Git fails only where it looks for a new config', () => {
    mergePullRequest(BASE, {});
    standIn(folder, 'git', 'if [[ $1 == diff-tree ]]; then exit 129; fi\necho 0123456789');
    expect(look()).toMatchObject({ exitCode: 129, outputs: {} });
    expect(readCalls(folder, 'git')).toHaveLength(3);
  });
});

describe('a pull request that gets no secrets', () => {
  const FORK = { HAS_TOKEN: 'false', HAS_NO_SECRETS: 'true' };

  it('is left to the gate, which checks its config', () => {
    mergePullRequest(BASE, { 'README.md': 'Bye' });
    expect(look(FORK).outputs).toEqual(TESTED);
  });

  it('ends green without a test where Terraform would have to plan, and says so', () => {
    mergePullRequest(BASE, { 'README.md': 'Bye' });
    const { exitCode, outputs, summary } = look({ ...FORK, TERRAFORM_DIRECTORY: 'terraform' });
    expect({ exitCode, outputs }).toEqual({ exitCode: 0, outputs: LEFT_OUT });
    expect(summary).toContain('push the commits to a branch of this repository');
  });

  it('is tested where it was given a token all the same', () => {
    mergePullRequest(BASE, { 'README.md': 'Bye' });
    expect(look({ ...FORK, HAS_TOKEN: 'true', TERRAFORM_DIRECTORY: 'terraform' }).outputs).toEqual(TESTED);
  });

  it('is left to the gate, which fails, where it should have some', () => {
    mergePullRequest(BASE, { 'README.md': 'Bye' });
    expect(look({ HAS_TOKEN: 'false', TERRAFORM_DIRECTORY: 'terraform' }).outputs).toEqual(TESTED);
  });
});

describe('a merge group', () => {
  it('is compared with the commit that it is built on, whatever number of commits it has', () => {
    mergePullRequest(BASE, {});
    const base = git(['rev-parse', 'HEAD']);
    git(
      ['fast-import', '--quiet'],
      commit({ 'policies/grafana.json': '[]' }, { parents: ['refs/heads/work^0'] }) +
        commit({ 'README.md': 'Bye' }),
    );
    const group = { GITHUB_EVENT_NAME: 'merge_group', PATHS: 'policies', BASE_SHA: base };
    expect(look(group).outputs).toEqual(TESTED);
    expect(look({ ...group, PATHS: 'terraform' }).outputs).toEqual(LEFT_OUT);
    expect(look({ ...group, BASE_SHA: git(['rev-parse', 'HEAD^']) }).outputs).toEqual(LEFT_OUT);
  });

  it.each(['', '0123456789012345678901234567890123456789'])(
    'fails when %j is what it is built on',
    (base) => {
      mergePullRequest(BASE, {});
      const ended = look({ GITHUB_EVENT_NAME: 'merge_group', BASE_SHA: base });
      expect(ended).toMatchObject({ exitCode: 128, outputs: {} });
    },
  );
});

it.each(['push', 'pull_request_target', 'workflow_run', ''])('fails for the event %j', (event) => {
  mergePullRequest(BASE, {});
  const { exitCode, log } = look({ GITHUB_EVENT_NAME: event });
  expect(exitCode).toBe(1);
  expect(log).toMatch(/^::error::This workflow is for the events pull_request and merge_group only/);
});

describe('the plan', () => {
  it('is written where the gate reads it', () => {
    const gate = job.steps?.find(({ id }) => id === 'gate');
    const plan = scriptIn(workflow, 'gate', 'Plan');
    standIn(folder, 'terraform', 'if [[ $1 == show ]]; then echo "{}"; fi');
    const { exitCode } = runStep(plan, folder, { CLOUDFLARE_API_TOKEN: 'token' });
    expect(exitCode).toBe(0);
    expect(readFileSync(join(folder, 'work/access-policies.plan.json'), 'utf8')).toBe('{}\n');
    expect(readCalls(folder, 'terraform').map((call) => call.split(' ')[0])).toEqual([
      'init',
      'plan',
      'show',
    ]);
    expect(gate?.with?.['terraform-plan']).toContain("format('{0}/access-policies.plan.json'");
  });

  it.each(['init', 'plan', 'show'])('fails when terraform %s does', (command) => {
    standIn(folder, 'terraform', `if [[ $1 == ${command} ]]; then exit 3; fi`);
    const { exitCode } = runStep(scriptIn(workflow, 'gate', 'Plan'), folder, {
      CLOUDFLARE_API_TOKEN: 'token',
    });
    expect(exitCode).toBe(3);
  });
});

describe('access-policy-pr.yml', () => {
  it('has one job, which no path and no other job keeps from running', () => {
    expect(Object.keys(workflow.jobs)).toEqual(['gate']);
    expect(workflow.on).toMatchObject({
      pull_request: { types: ['opened', 'synchronize', 'reopened', 'edited'] },
      merge_group: null,
    });
    expect(job.if).toBe("${{ github.repository != 'access-policy-gate/access-policy-gate' }}");
  });

  it('reads in its steps only what env says, so that a copy has one place to change', () => {
    const read = JSON.stringify(job.steps).match(/\binputs\.[\w-]+/g);
    expect(read).toBeNull();
    expect(
      Object.values(job.env ?? {})
        .join(' ')
        .match(/\binputs\.[\w-]+/g),
    ).toEqual(['inputs.config', 'inputs.paths', 'inputs.terraform-directory']);
  });

  it('checks out as much as is looked at', () => {
    expect(job.steps?.[0]?.with?.['fetch-depth']).toBe(
      "${{ github.event_name == 'merge_group' && '0' || '2' }}",
    );
  });

  it('knows who gets no secrets as the gate does', () => {
    expect(scriptIn(workflow, 'gate', 'Look at what changes').env?.['HAS_NO_SECRETS']).toBe(
      "${{ github.event_name == 'pull_request' && (github.event.pull_request.head.repo.full_name != github.repository || github.event.sender.login == 'dependabot[bot]') }}",
    );
  });

  it('runs the gate whenever something is to be tested, and with the config that was chosen', () => {
    const gate = job.steps?.find(({ id }) => id === 'gate');
    expect(gate?.if).toBe("${{ steps.change.outputs.is-tested == 'true' }}");
    expect(gate?.with).toMatchObject({
      config: '${{ env.CONFIG }}',
      'config-ref': '${{ steps.change.outputs.config-ref }}',
      comment: 'on-failure',
    });
  });
});
