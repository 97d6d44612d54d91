import { type Connection } from './access/connection.ts';
import { type CommentInputs, parseCommentInputs } from './commentInputs.ts';
import { checkConnection, findCredentials } from './connectionInputs.ts';
import { InputError, type Problem } from './errors.ts';
import { type GitHubConnection } from './github/client.ts';
import { LOCAL, type Origin, type Proposal } from './github/origin.ts';
import { type InputName } from './inputDefinitions.ts';
import { chooseWord, createRawInputs, showValue } from './rawInputs.ts';
import { MAX_SHARDS, parseShard, type Shard } from './shard.ts';
import { type Identities } from './verdict/person.ts';

/** The inputs, checked. */
export interface Inputs extends CommentInputs {
  /** The folder that paths are relative to. */
  readonly workspace: string;
  /**
   * `snapshot` is the command of that name: what the policies do is recorded, and compared with nothing. `merge` tests
   * nothing, and makes one report of several.
   */
  readonly mode: 'gate' | 'validate' | 'merge' | 'snapshot';
  /** Absent in the modes validate and merge, which call nobody, and in a run that has no secrets by design. */
  readonly connection: Connection | undefined;
  /** Why nothing is tested in the mode gate; undefined when it is, or an error. */
  readonly untested: string | undefined;
  readonly configRef: 'workspace' | 'base';
  /** Undefined: every test of the config. */
  readonly shard: Shard | undefined;
  /** Paths of the reports to be merged, in the mode merge. */
  readonly reports: readonly string[];
  readonly reportOnly: boolean;
  readonly onInconclusive: 'fail' | 'warn';
  readonly terraformPlan: string | undefined;
  /** That of the snapshot which the command snapshot writes anew. */
  readonly salt: string | undefined;
  readonly policyTestId: string | undefined;
  readonly identities: Identities;
  readonly timeoutMs: number;
  /** Undefined: a new temporary folder. */
  readonly reportDir: string | undefined;
  /** What of the inputs is not followed. */
  readonly warnings: readonly Problem[];
}

/**
 * Raw strings to inputs. A blank string is an input that was not given; then its variable in `environment`
 * counts, then its default.
 *
 * @param origin what started the run: it may be one that has no secrets, gets none, or is read by everybody
 * @throws InputError with everything that is wrong; no message repeats a secret
 */
export function parseInputs(
  raw: Readonly<Partial<Record<InputName, string>>>,
  environment: Readonly<Record<string, string | undefined>>,
  workspace: string,
  origin: Origin = LOCAL,
): Inputs {
  const problems: string[] = [];
  const inputs = createRawInputs(raw, environment);
  const { valueOf } = inputs;
  const oneOf = <Word extends string>(name: InputName, words: readonly Word[]): Word | undefined =>
    chooseWord(inputs, name, words, problems);

  const mode = oneOf('mode', ['gate', 'validate', 'merge']);
  const reportOnly = oneOf('report-only', ['false', 'true']) === 'true';
  const onInconclusive = oneOf('on-inconclusive', ['fail', 'warn']) ?? 'fail';

  const decimal = /^\d+(?:\.\d+)?$/.exec(valueOf('timeout-minutes').trim());
  const minutes = Number(decimal?.[0] ?? Number.NaN);
  if (!(minutes > 0 && minutes <= MAX_TIMEOUT_MINUTES)) {
    problems.push(
      `timeout-minutes: ${showValue(valueOf('timeout-minutes'))} is no number over 0 and up to ${String(MAX_TIMEOUT_MINUTES)}.`,
    );
  }
  const policyTestId = valueOf('policy-test-id').trim() || undefined;
  if (policyTestId !== undefined && !/^[\w-]{1,64}$/.test(policyTestId)) {
    problems.push('policy-test-id: the id of a policy test has at most 64 letters, digits and hyphens.');
  }

  let connection: Connection | undefined;
  let untested: string | undefined;
  if (mode === 'gate') {
    const credentials = findCredentials(inputs);
    if (origin.refusal !== undefined) problems.push(origin.refusal);
    if (credentials === undefined) untested = origin.withoutSecrets;
    if (untested === undefined) connection = checkConnection(inputs, credentials, problems);
  }
  const commenting = parseCommentInputs(inputs, environment, origin, problems);
  const { comment, github, proposal } = commenting;
  const configRef = oneOf('config-ref', ['workspace', 'base']) ?? 'workspace';
  if (configRef === 'base') problems.push(...whyNoBase(proposal, github));
  const reports = valueOf('reports')
    .split('\n')
    .flatMap((line) => line.trim() || []);
  if (mode === 'merge' && reports.length === 0) {
    problems.push('reports is missing: name the report.json files to be merged, one a line.');
  }
  if (mode !== 'merge' && reports.length > 0) problems.push('reports goes only with the mode merge.');
  const shard = parseShard(valueOf('shard').trim());
  if (shard === undefined && valueOf('shard').trim() !== '') {
    problems.push(
      `shard: ${showValue(valueOf('shard'))} is no part such as 2/5, of at most ${String(MAX_SHARDS)}.`,
    );
  }
  if (shard !== undefined && comment !== 'never') {
    problems.push(
      'comment does not go with shard, because each part would write its own: let the mode merge comment on all of them.',
    );
  }
  const identities = oneOf('identities', ['redacted', 'full']) ?? 'redacted';
  const isForced = identities === 'full' && origin.visibility !== 'private';

  if (problems.length > 0) throw new InputError(problems.map((message) => ({ message })));
  return {
    workspace,
    mode: mode ?? 'gate',
    connection,
    untested,
    ...commenting,
    configRef,
    shard,
    reports,
    reportOnly,
    onInconclusive,
    salt: undefined,
    terraformPlan: valueOf('terraform-plan').trim() || undefined,
    policyTestId,
    identities: isForced ? 'redacted' : identities,
    timeoutMs: minutes * 60_000,
    reportDir: valueOf('report-dir').trim() || undefined,
    warnings: isForced ? [{ message: REDACTED[origin.visibility] }] : [],
  };
}

/** Why the config of the base branch cannot be read. */
function whyNoBase(proposal: Proposal | undefined, github: GitHubConnection | undefined): string[] {
  if (proposal === undefined) {
    return [
      'config-ref: base needs a pull request or a merge group, and the event that started the run is neither: set it to workspace here.',
    ];
  }
  return github === undefined
    ? ['config-ref: base needs a github-token with the permission contents: read, and there is none.']
    : [];
}

/** Why people are not told although the user asks for it. */
const REDACTED = {
  public:
    'identities: full is not followed, because this repository is public and anybody could read who works there. People are shown as labels or pseudonyms.',
  unknown:
    'identities: full is not followed, because the event does not tell whether this repository is private. People are shown as labels or pseudonyms.',
} as const;

/** As long as a job of GitHub Actions may last. */
const MAX_TIMEOUT_MINUTES = 360;
