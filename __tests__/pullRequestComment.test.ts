import { describe, expect, it } from '@jest/globals';
import { ConfigError, GitHubError, TestError } from '../src/errors.ts';
import { type Comment, type GitHubClient } from '../src/github/client.ts';
import { markerOf } from '../src/github/comment.ts';
import { commentOnError, commentOnReport } from '../src/pullRequestComment.ts';
import { type Report } from '../src/report/report.ts';
import { type Verdict } from '../src/verdict/finding.ts';
import { aReport } from './support/report.ts';

const CONFIG = '.github/access-policy-gate.yml';

const INPUTS = {
  comment: 'on-failure',
  config: CONFIG,
  github: { apiUrl: 'https://api.github.com', owner: 'a', repository: 'b', token: 'c' },
  proposal: { pullRequest: 7, base: 'main', baseRef: 'refs/heads/main' },
  runUrl: 'https://github.com/a/b/actions/runs/1',
} as const;

const EARLIER = `${markerOf(CONFIG)}\n\n## ❌ Access policy gate failed`;

/** GitHub with these comments of the gate on pull request 7. */
function aWorldWith(bodies: readonly string[]) {
  const comments: Comment[] = bodies.map((body, index) => ({ id: index + 1, author: 'gate', body }));
  const lines: string[] = [];
  const client: GitHubClient = {
    readFile: () => Promise.reject(new Error('no file is asked for')),
    readComments: (pullRequest) =>
      Promise.resolve({ viewer: 'gate', comments: pullRequest === 7 ? comments : [] }),
    createComment: (_, body) => {
      comments.push({ id: comments.length + 1, author: 'gate', body });
      return Promise.resolve();
    },
    updateComment: (id, body) => {
      comments[id - 1] = { id, author: 'gate', body };
      return Promise.resolve();
    },
  };
  const log = { info: (line: string) => lines.push(line), debug: () => undefined, progress: () => undefined };
  return { comments, lines, log, connectGitHub: () => Promise.resolve(client) };
}

const REPORTS: Readonly<Record<Verdict, Report>> = {
  passed: aReport(),
  failed: aReport({ verdict: 'failed' }),
  inconclusive: aReport({ verdict: 'inconclusive' }),
  skipped: aReport({ verdict: 'skipped', untested: 'the pull request comes from a fork' }),
};

describe('a comment where there is none yet', () => {
  it.each([
    ['never', []],
    ['on-failure', ['failed', 'inconclusive']],
    ['always', ['passed', 'failed', 'inconclusive', 'skipped']],
  ] as const)('is written, with comment: %s, of %j', async (comment, written) => {
    for (const verdict of Object.keys(REPORTS) as Verdict[]) {
      const world = aWorldWith([]);
      expect(await commentOnReport(REPORTS[verdict], { ...INPUTS, comment }, world)).toBeUndefined();
      expect([verdict, world.comments.length]).toEqual([
        verdict,
        written.some((one) => one === verdict) ? 1 : 0,
      ]);
    }
  });

  it('has the config of the report in its marker, which of several jobs may be another than the input', async () => {
    const world = aWorldWith([]);
    await commentOnReport({ ...REPORTS.failed, config: 'other.yml' }, INPUTS, world);
    expect(world.comments[0]?.body.split('\n')[0]).toBe(markerOf('other.yml'));
  });
});

describe('a comment of an earlier run', () => {
  it.each(Object.keys(REPORTS) as Verdict[])(
    'is brought up to date with a report that is %s',
    async (verdict) => {
      const world = aWorldWith(['Nice!', EARLIER]);
      await commentOnReport(REPORTS[verdict], INPUTS, world);
      expect(world.comments).toHaveLength(2);
      expect(world.comments[0]?.body).toBe('Nice!');
      expect(world.comments[1]?.body).toMatch(
        new RegExp(`Access policy gate (${verdict}|could not be proven)`),
      );
      expect(world.lines).toEqual(['The comment on pull request 7 is updated.']);
    },
  );

  it('does not stay as it was when a run ends without a report', async () => {
    const world = aWorldWith([EARLIER]);
    await commentOnError(new ConfigError([{ message: 'a' }, { message: 'b' }]), INPUTS, world);
    expect(world.comments[0]?.body).toMatch(/ended without a report.*\n\n- a\n- b\n/);
    await commentOnError(new TestError('It ended blocked.'), INPUTS, world);
    expect(world.comments[0]?.body).toContain('- It ended blocked.');
    await commentOnError(new RangeError('secret'), INPUTS, world);
    expect(world.comments[0]?.body).toContain('- This is a bug of Access Policy Gate');
    expect(world.comments[0]?.body).not.toContain('secret');
  });
});

describe('what keeps a comment from being written', () => {
  it('is a warning when GitHub says no', async () => {
    const connectGitHub = () => Promise.reject(new GitHubError('Grant pull-requests: write.', 403));
    const world = { ...aWorldWith([]), connectGitHub };
    const warning = 'The comment could not be kept up to date: Grant pull-requests: write.';
    expect(await commentOnReport(REPORTS.failed, INPUTS, world)).toBe(warning);
    expect(await commentOnError(new TestError('x'), INPUTS, world)).toBe(warning);
  });

  it('is a warning when there is no token', async () => {
    const inputs = { ...INPUTS, github: undefined };
    expect(await commentOnReport(REPORTS.failed, inputs, aWorldWith([]))).toMatch(/pull-requests: write/);
  });

  it('is told when there is no pull request, or several', async () => {
    for (const proposal of [undefined, { ...INPUTS.proposal, pullRequest: undefined }]) {
      const world = aWorldWith([]);
      expect(await commentOnReport(REPORTS.failed, { ...INPUTS, proposal }, world)).toBeUndefined();
      expect(world.lines).toEqual([
        'No comment is written, because this run is about no single pull request.',
      ]);
    }
  });

  it('is not hidden when it is a mistake of the gate', async () => {
    const world = { ...aWorldWith([]), connectGitHub: () => Promise.reject(new RangeError('a bug')) };
    await expect(commentOnReport(REPORTS.failed, INPUTS, world)).rejects.toThrow(RangeError);
  });
});
