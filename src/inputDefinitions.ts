import { CLOUDFLARE_BASE_URL } from './access/connection.ts';

/** An input of the action, which is a flag of the command line as well. */
export interface InputDefinition {
  readonly name: string;
  readonly description: string;
  /** The environment variable that serves when the input is empty. */
  readonly variable?: string;
  readonly default?: string;
  /** The default of action.yml, which goes before the variable. */
  readonly ofRunner?: string;
  /** All that it takes, where these are certain words. */
  readonly words?: readonly string[];
  /** Where it is a path, of what. */
  readonly path?: 'file' | 'folder';
}

/** Every input, in the order of action.yml and of the README; a test holds the three together. */
export const INPUTS = [
  {
    name: 'api-token',
    variable: 'CLOUDFLARE_API_TOKEN',
    description:
      'API token with the permission Access: Policy Test Write; for saved applications also Access: Apps and Policies Read.',
  },
  {
    name: 'api-email',
    variable: 'CLOUDFLARE_EMAIL',
    description: 'E-mail address of the older pair; only together with api-key.',
  },
  {
    name: 'api-key',
    variable: 'CLOUDFLARE_API_KEY',
    description: 'Global API key of the older pair; only together with api-email.',
  },
  {
    name: 'account-id',
    variable: 'CLOUDFLARE_ACCOUNT_ID',
    description: 'Cloudflare account, 32 hexadecimal characters.',
  },
  {
    name: 'config',
    path: 'file',
    default: '.github/access-policy-gate.yml',
    description: 'Path of the config file, relative to the workspace.',
  },
  {
    name: 'config-ref',
    words: ['workspace', 'base'],
    default: 'workspace',
    description:
      'workspace, or base: judge by the config of the branch into which the pull request goes, so that it cannot loosen its own gate; github-token needs contents: read.',
  },
  {
    name: 'mode',
    words: ['gate', 'validate', 'merge'],
    default: 'gate',
    description:
      'gate; validate: check the config, the policy files and the plan only, without a token and a call; or merge: make one report of those of several jobs.',
  },
  {
    name: 'shard',
    description: 'One part of the tests and application checks, as 2/5: the second of five.',
  },
  {
    name: 'reports',
    path: 'file',
    description:
      'For the mode merge: the paths of the report.json files, one a line. One that is missing is not proven.',
  },
  {
    name: 'report-only',
    words: ['true', 'false'],
    default: 'false',
    description: 'true: findings never fail the run (a bad config and an unproven result still do).',
  },
  {
    name: 'on-inconclusive',
    words: ['fail', 'warn'],
    default: 'fail',
    description: 'What a result does that could not be proven: fail, or warn.',
  },
  {
    name: 'terraform-plan',
    path: 'file',
    description:
      'Path of the output of terraform show -json PLAN, relative to the workspace: its policies can be tested, and what it does to Access is told.',
  },
  {
    name: 'policy-test-id',
    description:
      'Judge this policy test instead of starting one; for a config with one test, without a baseline.',
  },
  {
    name: 'identities',
    words: ['redacted', 'full'],
    default: 'redacted',
    description:
      'redacted: people appear as labels of the config or as pseudonyms; full: with their addresses and names, except in a public repository.',
  },
  {
    name: 'comment',
    words: ['never', 'on-failure', 'always'],
    default: 'never',
    description:
      'One comment on the pull request, kept up to date: never, on-failure or always; github-token needs pull-requests: write.',
  },
  {
    name: 'github-token',
    variable: 'GITHUB_TOKEN',
    description: 'Token of GitHub, for the comment and for the config of the base branch.',
    ofRunner: '${{ github.token }}',
  },
  {
    name: 'timeout-minutes',
    default: '15',
    description:
      'How long each policy test may take, from its start to its last user, and each application check.',
  },
  {
    name: 'rate-limit-reserve',
    default: '10',
    description:
      'Percent of the rate limit, 0 to 90, that pages of users leave to others who use the same token: they wait until it begins anew.',
  },
  {
    name: 'report-dir',
    path: 'folder',
    description:
      'Folder for the report files; by default a new one under the temporary folder of the runner.',
  },
  {
    name: 'api-base-url',
    variable: 'CLOUDFLARE_BASE_URL',
    default: CLOUDFLARE_BASE_URL,
    description: 'Base address of the API: https, or http on a loopback address.',
  },
] as const satisfies readonly InputDefinition[];

export type InputName = (typeof INPUTS)[number]['name'];
