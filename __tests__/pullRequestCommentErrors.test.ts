import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../src/errors.ts';
import { type GitHubClient } from '../src/github/client.ts';
import { commentOnError, commentOnReport } from '../src/pullRequestComment.ts';
import { aReport } from './support/report.ts';

const INPUTS = {
  config: 'gate.yml',
  github: { apiUrl: 'https://api.github.com', owner: 'a', repository: 'b', token: 'c' },
  proposal: { pullRequest: 7, base: 'main', baseRef: 'refs/heads/main' },
  runUrl: undefined,
} as const;

const MISTAKE = new ConfigError([{ message: 'The key "tests" is missing.' }]);

/** GitHub with no comment on pull request 7; what is written there, and what the log says. */
function aWorldWithoutComments() {
  const written: string[] = [];
  const lines: string[] = [];
  const client: GitHubClient = {
    readFile: () => Promise.reject(new Error('no file is asked for')),
    readComments: () => Promise.resolve({ viewer: 'gate', comments: [] }),
    createComment: (pullRequest, body) => {
      written.push(`${String(pullRequest)}: ${body}`);
      return Promise.resolve();
    },
    updateComment: () => Promise.reject(new Error('there is no comment to update')),
  };
  const log = { info: (line: string) => lines.push(line), debug: () => undefined, progress: () => undefined };
  return { written, lines, log, connectGitHub: () => Promise.resolve(client) };
}

describe('a run without a report, on a pull request without a comment', () => {
  it.each(['on-failure', 'always'] as const)('writes one, with comment: %s', async (comment) => {
    const world = aWorldWithoutComments();
    expect(await commentOnError(MISTAKE, { ...INPUTS, comment }, world)).toBeUndefined();
    expect(world.written).toEqual([
      expect.stringMatching(/^7: <!-- access-policy-gate: gate\.yml -->\n\n[^]*The key .*tests.* is missing/),
    ]);
    expect(world.lines).toEqual(['The comment on pull request 7 is created.']);
  });

  it('writes none, with comment: never', async () => {
    const world = aWorldWithoutComments();
    expect(await commentOnError(MISTAKE, { ...INPUTS, comment: 'never' }, world)).toBeUndefined();
    expect([world.written, world.lines]).toEqual([[], []]);
  });
});

describe('a run that has nothing to comment', () => {
  it('says nothing of a comment that there is not', async () => {
    const world = aWorldWithoutComments();
    expect(await commentOnReport(aReport(), { ...INPUTS, comment: 'on-failure' }, world)).toBeUndefined();
    expect([world.written, world.lines]).toEqual([[], []]);
  });
});
