import { CLOUDFLARE_BASE_URL, type Connection, type Credentials } from './access/connection.ts';
import { InputError } from './errors.ts';
import { quote } from './untrusted.ts';

/** An input of the action, which is a flag of the command line as well. */
export interface InputDefinition {
  readonly name: string;
  readonly description: string;
  /** The environment variable that serves when the input is empty. */
  readonly variable?: string;
  readonly default?: string;
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
    default: '.github/access-policy-gate.yml',
    description: 'Path of the config file, relative to the workspace.',
  },
  {
    name: 'mode',
    default: 'gate',
    description:
      'gate, or validate: check the config, the policy files and the plan only, without a token and a call.',
  },
  {
    name: 'report-only',
    default: 'false',
    description: 'true: findings never fail the run (a bad config and an unproven result still do).',
  },
  {
    name: 'on-inconclusive',
    default: 'fail',
    description: 'What a result does that could not be proven: fail, or warn.',
  },
  {
    name: 'terraform-plan',
    description:
      'Path of the output of terraform show -json PLAN, relative to the workspace: its policies can be tested, and what it does to Access is told.',
  },
  {
    name: 'policy-test-id',
    description:
      'Judge this policy test instead of starting one; for a config with one test, without a baseline.',
  },
  {
    name: 'timeout-minutes',
    default: '15',
    description:
      'How long each policy test may take, from its start to its last user, and each application check.',
  },
  {
    name: 'report-dir',
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

/** The inputs, checked. */
export interface Inputs {
  /** The folder that paths are relative to. */
  readonly workspace: string;
  /** `snapshot` is the command of that name: what the policies do is recorded, and compared with nothing. */
  readonly mode: 'gate' | 'validate' | 'snapshot';
  /** Absent in the mode validate, which calls nobody. */
  readonly connection: Connection | undefined;
  readonly config: string;
  readonly reportOnly: boolean;
  readonly onInconclusive: 'fail' | 'warn';
  readonly terraformPlan: string | undefined;
  /** That of the snapshot which the command snapshot writes anew. */
  readonly salt: string | undefined;
  readonly policyTestId: string | undefined;
  readonly timeoutMs: number;
  /** Undefined: a new temporary folder. */
  readonly reportDir: string | undefined;
}

/**
 * Raw strings to inputs. A blank string is an input that was not given; then its variable in `environment`
 * counts, then its default.
 *
 * @throws InputError with everything that is wrong; no message repeats a secret
 */
export function parseInputs(
  raw: Readonly<Partial<Record<InputName, string>>>,
  environment: Readonly<Record<string, string | undefined>>,
  workspace: string,
): Inputs {
  const problems: string[] = [];
  const given = (name: InputName): string | undefined => unlessBlank(raw[name]);
  const inEnvironment = (name: InputName): string | undefined => {
    const variable = definitionOf(name).variable;
    return variable === undefined ? undefined : unlessBlank(environment[variable]);
  };
  const valueOf = (name: InputName): string =>
    given(name) ?? inEnvironment(name) ?? definitionOf(name).default ?? '';
  const oneOf = <T extends string>(name: InputName, words: readonly T[]): T | undefined => {
    const word = words.find((candidate) => candidate === valueOf(name).trim().toLowerCase());
    if (word === undefined) problems.push(`${name}: ${show(valueOf(name))} is none of ${words.join(', ')}.`);
    return word;
  };

  const mode = oneOf('mode', ['gate', 'validate']);
  const reportOnly = oneOf('report-only', ['false', 'true']) === 'true';
  const onInconclusive = oneOf('on-inconclusive', ['fail', 'warn']) ?? 'fail';

  const decimal = /^\d+(?:\.\d+)?$/.exec(valueOf('timeout-minutes').trim());
  const minutes = Number(decimal?.[0] ?? Number.NaN);
  if (!(minutes > 0 && minutes <= MAX_TIMEOUT_MINUTES)) {
    problems.push(
      `timeout-minutes: ${show(valueOf('timeout-minutes'))} is no number over 0 and up to ${String(MAX_TIMEOUT_MINUTES)}.`,
    );
  }
  const policyTestId = valueOf('policy-test-id').trim() || undefined;
  if (policyTestId !== undefined && !/^[\w-]{1,64}$/.test(policyTestId)) {
    problems.push('policy-test-id: the id of a policy test has at most 64 letters, digits and hyphens.');
  }

  let connection: Connection | undefined;
  if (mode !== 'validate') {
    const accountId = valueOf('account-id').trim();
    const credentials = checkCredentials(given, inEnvironment, problems);
    const baseUrl = checkBaseUrl(valueOf('api-base-url').trim(), problems);
    if (!/^[0-9a-f]{32}$/i.test(accountId)) {
      problems.push(
        accountId === ''
          ? 'account-id is missing: give the id of the Cloudflare account (dashboard, Account home, Copy account ID), or set CLOUDFLARE_ACCOUNT_ID.'
          : 'account-id: an account id has 32 hexadecimal characters (dashboard, Account home, Copy account ID).',
      );
    }
    if (credentials !== undefined) connection = { baseUrl, accountId, credentials };
  }

  if (problems.length > 0) throw new InputError(problems.map((message) => ({ message })));
  return {
    workspace,
    mode: mode ?? 'gate',
    connection,
    config: valueOf('config').trim(),
    reportOnly,
    onInconclusive,
    salt: undefined,
    terraformPlan: valueOf('terraform-plan').trim() || undefined,
    policyTestId,
    timeoutMs: minutes * 60_000,
    reportDir: valueOf('report-dir').trim() || undefined,
  };
}

/** No word or number that an input takes is longer; what is, may be a secret in the wrong place. */
const MAX_SHOWN = 20;

function show(value: string): string {
  return value.length > MAX_SHOWN ? 'its value' : quote(value);
}

/** As long as a job of GitHub Actions may last. */
const MAX_TIMEOUT_MINUTES = 360;

function definitionOf(name: InputName): InputDefinition {
  // Every name stands in the table that it is taken from.
  return INPUTS.find((input) => input.name === name) as InputDefinition;
}

/** Inputs go before variables, a token before the older pair; half a pair of inputs is filled up by its variable. */
function checkCredentials(
  given: (name: InputName) => string | undefined,
  inEnvironment: (name: InputName) => string | undefined,
  problems: string[],
): Credentials | undefined {
  const pairGiven = (given('api-email') ?? given('api-key')) !== undefined;
  const token = given('api-token') ?? (pairGiven ? undefined : inEnvironment('api-token'));
  if (token !== undefined) {
    checkHeaderValue('api-token', token, problems);
    return { kind: 'token', token };
  }
  const email = given('api-email') ?? inEnvironment('api-email');
  const key = given('api-key') ?? inEnvironment('api-key');
  if (email !== undefined && key !== undefined) {
    checkHeaderValue('api-email', email, problems);
    checkHeaderValue('api-key', key, problems);
    return { kind: 'key', email, key };
  }
  if (email === undefined && key === undefined) {
    problems.push(
      'api-token is missing: create an API token with the permission "Access: Policy Test Write", store it as a secret, and pass it as api-token or CLOUDFLARE_API_TOKEN.',
    );
  } else {
    const [missing, present] = email === undefined ? ['api-email', 'api-key'] : ['api-key', 'api-email'];
    problems.push(
      `${missing} is missing: ${present} goes only together with it. Give both, or an api-token alone.`,
    );
  }
  return undefined;
}

function unlessBlank(text: string | undefined): string | undefined {
  return text?.trim() ? text : undefined;
}

/** A header takes visible ASCII only; a line break gets into a secret when it is pasted. */
function checkHeaderValue(name: InputName, value: string, problems: string[]): void {
  if (/[\r\n]/.test(value)) {
    problems.push(`${name} contains a line break: store the secret again without it.`);
  } else if (!/^[\x21-\x7e]+$/.test(value) || (name === 'api-email' ? /"/ : /["']/).test(value)) {
    problems.push(
      `${name} contains a space, a quote or another character that none has: store it again without it.`,
    );
  }
}

/** Only an encrypted connection, or one that does not leave the machine, gets the token. The address as it is read. */
function checkBaseUrl(text: string, problems: string[]): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback);
  const bare = url?.username === '' && url.password === '' && !/[?#]/.test(url.href);
  if (!safe || !bare) {
    problems.push(
      'api-base-url must be an https address (or http on 127.0.0.1, ::1 or localhost) without credentials, query and fragment; nothing else gets the token.',
    );
  }
  return url === undefined ? '' : `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
