import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Ended, readCalls, runStep, scriptIn, standIn } from '../support/steps.ts';
import { readWorkflow } from '../support/workflows.ts';

const workflow = readWorkflow('access-policy-audit.yml');
const CONFIG = '.github/access-policy-audit.yml';
const TITLE = `Access differs from its snapshot: ${CONFIG}`;
const RUN_URL = 'https://github.com/example-org/access-policies/actions/runs/1';
const BOT = 'github-actions[bot]';
const NAME = "${{ inputs.report-name || 'access-policy-audit' }}";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-policy-gate-workflow-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** The step on a repository with these open issues, each a line as the query of the script makes it. */
function keepIssue(
  {
    verdict,
    failing = 'nothing',
    reportName = 'access-policy-audit',
  }: { readonly verdict: string; readonly failing?: string; readonly reportName?: string },
  ...issues: readonly string[]
): Ended & { readonly calls: string[]; readonly query: string } {
  mkdirSync(join(folder, 'work/audit'), { recursive: true });
  writeFileSync(join(folder, 'work/audit/comment.md'), 'Who lost access.\n');
  writeFileSync(join(folder, 'issues'), issues.map((line) => `${line}\n`).join(''));
  standIn(
    folder,
    'gh',
    `if [[ "$1 $2" == '${failing}' ]]; then exit 1; fi; if [[ $1 == api ]]; then cat '${folder}/issues'; fi`,
  );
  const ended = runStep(scriptIn(workflow, 'issue'), folder, {
    GH_TOKEN: 'token',
    GH_REPO: 'example-org/access-policies',
    RUN_URL,
    VERDICT: verdict,
    CONFIG,
    REPORT_NAME: reportName,
  });
  const [query = '', ...calls] = readCalls(folder, 'gh');
  return { ...ended, calls, query };
}

const CREATED = [
  'label create access-policy-drift --force --color D93F0B --description What Access policies do differs from the committed snapshot',
  `issue create --title ${TITLE} --label access-policy-drift --body-file audit/comment.md`,
];

describe('the job that keeps one issue', () => {
  it('asks for the open issues of its label and of its own, the oldest first', () => {
    const { query } = keepIssue({ verdict: 'passed' });
    expect(query).toMatch(/^api --method GET --paginate repos\/example-org\/access-policies\/issues /);
    for (const parameter of [
      'labels=access-policy-drift',
      `creator=${BOT}`,
      'state=open',
      'sort=created',
      'direction=asc',
    ]) {
      expect(query).toContain(` -f ${parameter} `);
    }
    expect(query.slice(query.indexOf('--jq '))).toBe(
      '--jq .[] | "\\(.number) \\(.user.login) \\(has("pull_request")) \\(.title)"',
    );
  });

  it('opens one when access differs and there is none', () => {
    const { exitCode, calls } = keepIssue({ verdict: 'failed' });
    expect(exitCode).toBe(0);
    expect(calls).toEqual(CREATED);
  });

  it('updates the oldest one that there is', () => {
    const { calls } = keepIssue({ verdict: 'failed' }, `7 ${BOT} false ${TITLE}`, `9 ${BOT} false ${TITLE}`);
    expect(calls).toEqual(['issue edit 7 --body-file audit/comment.md']);
  });

  it('closes it when access is as the snapshot has it, and says where that is to be read', () => {
    const { exitCode, calls } = keepIssue({ verdict: 'passed' }, `7 ${BOT} false ${TITLE}`);
    expect(exitCode).toBe(0);
    expect(calls).toEqual([
      `issue close 7 --reason completed --comment Access is as the snapshot has it again: ${RUN_URL}`,
    ]);
  });

  it('does nothing when there is none to close', () => {
    expect(keepIssue({ verdict: 'passed' })).toMatchObject({ exitCode: 0, calls: [] });
  });

  it.each([
    ['of somebody else', `7 mallory false ${TITLE}`],
    ['of a user whose name is like that of the bot', `7 github-actions false ${TITLE}`],
    ['of another config', `7 ${BOT} false Access differs from its snapshot: other.yml`],
    ['of another call', `7 ${BOT} false ${TITLE} (staging)`],
    ['that only begins like it', `7 ${BOT} false ${TITLE} and more`],
    ['whose title is a pattern', `7 ${BOT} false *`],
    ['that is a pull request', `7 ${BOT} true ${TITLE}`],
  ])('leaves an issue alone %s', (_, issue) => {
    expect(keepIssue({ verdict: 'passed' }, issue).calls).toEqual([]);
    rmSync(join(folder, 'gh.calls'));
    expect(keepIssue({ verdict: 'failed' }, issue).calls).toEqual(CREATED);
  });

  it('keeps one of its own for a call with a name of its own', () => {
    const reportName = 'staging';
    const issues = [`7 ${BOT} false ${TITLE}`, `9 ${BOT} false ${TITLE} (staging)`];
    expect(keepIssue({ verdict: 'failed', reportName }, ...issues).calls).toEqual([
      'issue edit 9 --body-file audit/comment.md',
    ]);
    rmSync(join(folder, 'gh.calls'));
    expect(keepIssue({ verdict: 'failed', reportName }, `7 ${BOT} false ${TITLE}`).calls.at(-1)).toBe(
      `issue create --title ${TITLE} (staging) --label access-policy-drift --body-file audit/comment.md`,
    );
  });

  it.each(['', ' staging', 'staging ', 'a  b', 'a\nb', '-a'])(
    'fails before it touches anything when %j is the name, by which it would not find its issue again',
    (reportName) => {
      const { exitCode, query, log } = keepIssue({ verdict: 'failed', reportName });
      expect({ exitCode, query }).toEqual({ exitCode: 1, query: '' });
      expect(log).toMatch(/^::error::report-name must/);
    },
  );

  it.each(['inconclusive', 'skipped', ''])(
    'neither opens nor closes one when the verdict is %j',
    (verdict) => {
      const { exitCode, calls } = keepIssue({ verdict }, `7 ${BOT} false ${TITLE}`);
      expect(exitCode).toBe(1);
      expect(calls).toEqual([]);
    },
  );

  it.each([
    ['failed', 'api --method', []],
    ['failed', 'issue edit', [`7 ${BOT} false ${TITLE}`]],
    ['failed', 'label create', []],
    ['failed', 'issue create', []],
    ['passed', 'issue close', [`7 ${BOT} false ${TITLE}`]],
  ])('fails when the verdict is %s and GitHub refuses "%s"', (verdict, failing, issues) => {
    const { exitCode, calls } = keepIssue({ verdict, failing }, ...issues);
    expect(exitCode).toBe(1);
    expect(calls.at(-1) ?? 'api --method').toMatch(new RegExp(`^${failing}`));
  });

  it('starts only for a proven verdict, and not when it is told to leave the issue', () => {
    const { if: condition, needs } = workflow.jobs['issue'] ?? {};
    expect(needs).toBe('audit');
    expect(condition).toBe(
      "${{ !cancelled() && !inputs.keep-issue && (needs.audit.outputs.verdict == 'failed' || needs.audit.outputs.verdict == 'passed') }}",
    );
  });
});

describe('the job that audits', () => {
  it('leaves the report where the other one looks for it', () => {
    const [, gate, upload] = workflow.jobs['audit']?.steps ?? [];
    const [download] = workflow.jobs['issue']?.steps ?? [];
    expect(gate?.with?.['report-dir']).toBe('${{ runner.temp }}/access-policy-audit');
    expect(upload).toMatchObject({
      if: '${{ !cancelled() }}',
      with: { name: NAME, path: '${{ runner.temp }}/access-policy-audit' },
    });
    expect(download?.with).toEqual({ name: NAME, path: 'audit' });
  });

  it('waits for no call with another name', () => {
    expect(workflow.concurrency?.group).toMatch(/-\$\{\{ inputs\.report-name \}\}$/);
  });
});

describe('access-policy-audit.yml', () => {
  it('starts by the clock, by hand and by a call, and takes the same from a person as from a caller', () => {
    const on = workflow.on as Record<string, { inputs?: Record<string, { default?: unknown }> }>;
    expect(Object.keys(on)).toEqual(['schedule', 'workflow_dispatch', 'workflow_call']);
    const [byHand, byCall] = ['workflow_dispatch', 'workflow_call'].map((event) => on[event]?.inputs ?? {});
    expect(Object.keys({ ...byHand, 'runs-on': {} })).toEqual(Object.keys(byCall ?? {}));
    for (const input of ['config', 'report-name'])
      expect(byHand?.[input]?.default).toBe(byCall?.[input]?.default);
  });
});
