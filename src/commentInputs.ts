import { normalize } from 'node:path';
import { type GitHubConnection } from './github/client.ts';
import { type Origin, type Proposal } from './github/origin.ts';
import { readRunUrl } from './github/runUrl.ts';
import { findGitHub } from './gitHubInputs.ts';
import { chooseWord, type RawInputs } from './rawInputs.ts';

/** What it takes to comment on a pull request. */
export interface CommentInputs {
  readonly comment: 'never' | 'on-failure' | 'always';
  /** The path of the config, by which a gate knows its comment. */
  readonly config: string;
  /** Undefined without a token of GitHub. */
  readonly github: GitHubConnection | undefined;
  /** The change that the run is about. */
  readonly proposal: Proposal | undefined;
  /** The page of the run at GitHub; undefined off a runner. */
  readonly runUrl: string | undefined;
}

/** Reads these by themselves, for a run whose other inputs are wrong to say so; what is wrong is added to `problems`. */
export function parseCommentInputs(
  raw: RawInputs,
  environment: Readonly<Record<string, string | undefined>>,
  { proposal }: Origin,
  problems: string[],
): CommentInputs {
  return {
    comment: chooseWord(raw, 'comment', ['never', 'on-failure', 'always'], problems) ?? 'never',
    config: normalize(raw.valueOf('config').trim()),
    github: findGitHub(raw, environment, problems),
    proposal,
    runUrl: readRunUrl(environment),
  };
}
