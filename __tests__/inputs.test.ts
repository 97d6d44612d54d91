import { describe, expect, it } from '@jest/globals';
import { CLOUDFLARE_BASE_URL } from '../src/access/connection.ts';
import { InputError } from '../src/errors.ts';
import { LOCAL, type Origin } from '../src/github/origin.ts';
import { type InputName, INPUTS } from '../src/inputDefinitions.ts';
import { type Inputs, parseInputs } from '../src/inputs.ts';
import { ACCOUNT_ID } from './support/directory.ts';

type Raw = Partial<Record<InputName, string>>;

const TOKEN = 'Zx9-token_of.the~gate';
const REQUIRED: Raw = { 'api-token': TOKEN, 'account-id': ACCOUNT_ID };

function parse(raw: Raw, environment: Record<string, string | undefined> = {}): Inputs {
  return parseInputs(raw, environment, '/workspace');
}

/** What is said to be wrong; nothing when the inputs can be used. */
function problemsOf(raw: Raw, environment: Record<string, string | undefined> = {}): string[] {
  try {
    parse(raw, environment);
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ message }) => message);
  }
}

const NO_TOKEN =
  'api-token is missing: create an API token with the permission "Access: Policy Test Write", store it as a secret, and pass it as api-token or CLOUDFLARE_API_TOKEN.';
const NO_ACCOUNT =
  'account-id is missing: give the id of the Cloudflare account (dashboard, Account home, Copy account ID), or set CLOUDFLARE_ACCOUNT_ID.';
const BAD_ACCOUNT =
  'account-id: an account id has 32 hexadecimal characters (dashboard, Account home, Copy account ID).';
const BAD_BASE_URL =
  'api-base-url must be an https address (or http on 127.0.0.1, ::1 or localhost) without credentials, query and fragment; nothing else gets the token.';

describe('inputs that are not given', () => {
  it('have their defaults', () => {
    expect(parse(REQUIRED)).toEqual({
      workspace: '/workspace',
      mode: 'gate',
      connection: {
        baseUrl: CLOUDFLARE_BASE_URL,
        accountId: ACCOUNT_ID,
        credentials: { kind: 'token', token: TOKEN },
        rateLimitReserve: 10,
      },
      config: '.github/access-policy-gate.yml',
      configRef: 'workspace',
      shard: undefined,
      reports: [],
      comment: 'never',
      github: undefined,
      proposal: undefined,
      runUrl: undefined,
      reportOnly: false,
      onInconclusive: 'fail',
      salt: undefined,
      terraformPlan: undefined,
      policyTestId: undefined,
      untested: undefined,
      identities: 'redacted',
      warnings: [],
      timeoutMs: 900_000,
      reportDir: undefined,
    });
  });

  it.each([[''], [' '], ['\n']])('are those that are blank as well, as %j', (blank) => {
    const blanks = Object.fromEntries(INPUTS.map(({ name }) => [name, blank]));
    expect(parse({ ...blanks, ...REQUIRED })).toEqual(parse(REQUIRED));
  });

  it('have no default that could be taken for credentials', () => {
    expect(problemsOf({})).toEqual([NO_TOKEN, NO_ACCOUNT]);
  });
});

describe('the mode validate', () => {
  it('needs no token and no account, and connects to nobody', () => {
    expect(parse({ mode: 'validate' }).connection).toBeUndefined();
  });

  it('does not look at what it does not need', () => {
    expect(
      problemsOf({ mode: 'validate', 'api-token': 'a b', 'account-id': 'x', 'api-base-url': 'x' }),
    ).toEqual([]);
  });
});

describe('a choice', () => {
  it.each<[Raw, Partial<Inputs>]>([
    [{ 'report-only': 'true' }, { reportOnly: true }],
    [{ 'report-only': ' TRUE\n' }, { reportOnly: true }],
    [{ 'report-only': 'false' }, { reportOnly: false }],
    [{ 'on-inconclusive': 'warn' }, { onInconclusive: 'warn' }],
    [{ 'on-inconclusive': 'Fail' }, { onInconclusive: 'fail' }],
  ])('%j is understood', (raw, inputs) => {
    expect(parse({ ...REQUIRED, ...raw })).toMatchObject(inputs);
  });

  it.each<[Raw, string]>([
    [{ mode: 'check' }, 'mode: "check" is none of gate, validate, merge.'],
    [{ 'report-only': 'yes' }, 'report-only: "yes" is none of false, true.'],
    [{ 'report-only': '1' }, 'report-only: "1" is none of false, true.'],
    [{ 'on-inconclusive': 'ignore' }, 'on-inconclusive: "ignore" is none of fail, warn.'],
    [{ mode: 'a\n::error::b' }, 'mode: "a ::error::b" is none of gate, validate, merge.'],
    [{ mode: 'me@example.com' }, 'mode: "[address]" is none of gate, validate, merge.'],
  ])('%j is none', (raw, message) => {
    expect(problemsOf({ ...REQUIRED, ...raw })).toEqual([message]);
  });
});

describe('credentials', () => {
  const TOKEN_VARIABLE = { CLOUDFLARE_API_TOKEN: 'variable-token' };
  const PAIR_VARIABLES = { CLOUDFLARE_EMAIL: 'variable@example.com', CLOUDFLARE_API_KEY: 'variable-key' };
  const PAIR: Raw = { 'api-email': 'input@example.com', 'api-key': 'input-key' };

  it.each<[string, Raw, Record<string, string>, unknown]>([
    ['a token', { 'api-token': 't' }, {}, { kind: 'token', token: 't' }],
    ['a token of the environment', {}, TOKEN_VARIABLE, { kind: 'token', token: 'variable-token' }],
    ['the older pair', PAIR, {}, { kind: 'key', email: 'input@example.com', key: 'input-key' }],
    [
      'the older pair of the environment',
      {},
      PAIR_VARIABLES,
      { kind: 'key', email: 'variable@example.com', key: 'variable-key' },
    ],
    ['an input before its variable', { 'api-token': 't' }, TOKEN_VARIABLE, { kind: 'token', token: 't' }],
    ['the token before the pair', { 'api-token': 't', ...PAIR }, {}, { kind: 'token', token: 't' }],
    [
      'the token before the pair, in the environment too',
      {},
      { ...TOKEN_VARIABLE, ...PAIR_VARIABLES },
      { kind: 'token', token: 'variable-token' },
    ],
    [
      'a pair of inputs before a token of the environment',
      PAIR,
      TOKEN_VARIABLE,
      { kind: 'key', email: 'input@example.com', key: 'input-key' },
    ],
    [
      'half a pair with its other half from the environment',
      { 'api-email': 'input@example.com' },
      PAIR_VARIABLES,
      { kind: 'key', email: 'input@example.com', key: 'variable-key' },
    ],
    ['a token beside half a pair', { 'api-token': 't', 'api-key': 'k' }, {}, { kind: 'token', token: 't' }],
    [
      'a token of the environment beside half a pair there',
      {},
      { ...TOKEN_VARIABLE, CLOUDFLARE_EMAIL: 'variable@example.com' },
      { kind: 'token', token: 'variable-token' },
    ],
    [
      'an e-mail address with an apostrophe',
      { 'api-email': "o'brien@example.com", 'api-key': 'k' },
      {},
      { kind: 'key', email: "o'brien@example.com", key: 'k' },
    ],
  ])('are %s', (_, raw, environment, credentials) => {
    const inputs = parse({ 'account-id': ACCOUNT_ID, ...raw }, environment);
    expect(inputs.connection?.credentials).toEqual(credentials);
  });

  it.each<[string, Raw, Record<string, string>, string]>([
    ['missing', {}, {}, NO_TOKEN],
    ['empty', { 'api-token': '' }, { CLOUDFLARE_API_TOKEN: '' }, NO_TOKEN],
    ['blank', { 'api-token': ' \n' }, {}, NO_TOKEN],
    [
      'only an e-mail address',
      { 'api-email': 'input@example.com' },
      {},
      'api-key is missing: api-email goes only together with it. Give both, or an api-token alone.',
    ],
    [
      'only a key',
      { 'api-key': 'input-key' },
      {},
      'api-email is missing: api-key goes only together with it. Give both, or an api-token alone.',
    ],
    [
      'only an e-mail address of the environment',
      {},
      { CLOUDFLARE_EMAIL: 'variable@example.com' },
      'api-key is missing: api-email goes only together with it. Give both, or an api-token alone.',
    ],
    [
      'half a pair of inputs, whatever token the environment has',
      { 'api-key': 'input-key' },
      TOKEN_VARIABLE,
      'api-email is missing: api-key goes only together with it. Give both, or an api-token alone.',
    ],
  ])('are refused when they are %s', (_, raw, environment, message) => {
    expect(problemsOf({ 'account-id': ACCOUNT_ID, ...raw }, environment)).toEqual([message]);
  });

  it.each<[string, string, 'line break' | 'character']>([
    ['a line break at the end', 'SECRET\n', 'line break'],
    ['a carriage return', 'SECRET\r', 'line break'],
    ['a line break and another header', 'SECRET\r\nX-Evil: 1', 'line break'],
    ['a blank within', 'SECRET SECRET', 'character'],
    ['a blank in front', ' SECRET', 'character'],
    ['a tab', 'SECRET\t', 'character'],
    ['double quotes', '"SECRET"', 'character'],
    ['single quotes', "'SECRET'", 'character'],
    ['a letter that is not ASCII', 'SECRETÉ', 'character'],
    ['an invisible character', 'SECRET\u200b', 'character'],
    ['a control character', 'SECRET\u0000', 'character'],
  ])('are refused with %s, without being repeated', (_, value, what) => {
    const message = {
      'line break': 'contains a line break: store the secret again without it.',
      character: 'contains a space, a quote or another character that none has: store it again without it.',
    }[what];
    expect(problemsOf({ ...REQUIRED, 'api-token': value })).toEqual([`api-token ${message}`]);
    expect(problemsOf({ 'account-id': ACCOUNT_ID }, { CLOUDFLARE_API_TOKEN: value })).toEqual([
      `api-token ${message}`,
    ]);
    const pair = { 'account-id': ACCOUNT_ID, 'api-email': 'me@example.com', 'api-key': value };
    expect(problemsOf(pair)).toEqual([`api-key ${message}`]);
  });

  it('are refused with a line break in the e-mail address', () => {
    const pair: Raw = { 'account-id': ACCOUNT_ID, 'api-email': 'me@example.com\nX: y', 'api-key': 'k' };
    expect(problemsOf(pair)).toEqual(['api-email contains a line break: store the secret again without it.']);
  });
});

describe('account-id', () => {
  it('is taken in any case, without the blanks around it, and from its variable', () => {
    const upper = ACCOUNT_ID.toUpperCase();
    expect(parse({ 'api-token': 't', 'account-id': ` ${upper}\n` }).connection?.accountId).toBe(upper);
    const environment = { CLOUDFLARE_ACCOUNT_ID: ACCOUNT_ID };
    expect(parse({ 'api-token': 't' }, environment).connection?.accountId).toBe(ACCOUNT_ID);
    const other = '0'.repeat(32);
    expect(parse({ 'api-token': 't', 'account-id': other }, environment).connection?.accountId).toBe(other);
  });

  it.each([
    ['023e105f4ecef8ad9ca31a8372d0c35'],
    ['023e105f4ecef8ad9ca31a8372d0c3533'],
    ['g23e105f4ecef8ad9ca31a8372d0c353'],
    ['023e105f-4ece-f8ad-9ca3-1a8372d0c353'],
    ['example.com'],
    ['../accounts'],
    ['023e105f4ecef8ad9ca31a8372d0c353/../..'],
  ])('is refused as %s', (accountId) => {
    expect(problemsOf({ ...REQUIRED, 'account-id': accountId })).toEqual([BAD_ACCOUNT]);
  });
});

describe('timeout-minutes', () => {
  it.each([
    ['15', 900_000],
    ['0.5', 30_000],
    [' 360 ', 21_600_000],
    ['1', 60_000],
  ])('%j is %d ms', (minutes, ms) => {
    expect(parse({ ...REQUIRED, 'timeout-minutes': minutes }).timeoutMs).toBe(ms);
  });

  it.each([['0'], ['-1'], ['361'], ['15m'], ['fifteen'], ['Infinity'], ['NaN'], ['1,5'], ['1e9']])(
    'is refused as %j',
    (minutes) => {
      expect(problemsOf({ ...REQUIRED, 'timeout-minutes': minutes })).toEqual([
        `timeout-minutes: "${minutes}" is no number over 0 and up to 360.`,
      ]);
    },
  );
});

describe('rate-limit-reserve', () => {
  it.each([
    ['0', 0],
    [' 25 ', 25],
    ['90', 90],
  ])('%j is %d percent', (text, percent) => {
    const { connection } = parse({ ...REQUIRED, 'rate-limit-reserve': text });
    expect(connection?.rateLimitReserve).toBe(percent);
  });

  it.each([['91'], ['100'], ['-1'], ['10 %'], ['7.5'], ['ten'], ['1e1'], ['NaN']])(
    'is refused as %j',
    (text) => {
      expect(problemsOf({ ...REQUIRED, 'rate-limit-reserve': text })).toEqual([
        `rate-limit-reserve: "${text}" is no whole number from 0 to 90.`,
      ]);
    },
  );
});

describe('policy-test-id', () => {
  it('is taken without the blanks around it', () => {
    const id = 'f1a8b3c9'.repeat(8);
    expect(parse({ ...REQUIRED, 'policy-test-id': ` ${id}\n` }).policyTestId).toBe(id);
  });

  it.each([['a/b'], ['..'], ['a b'], ['a?b'], ['a\nb'], ['x'.repeat(65)]])('is refused as %j', (id) => {
    expect(problemsOf({ ...REQUIRED, 'policy-test-id': id })).toEqual([
      'policy-test-id: the id of a policy test has at most 64 letters, digits and hyphens.',
    ]);
  });
});

describe('api-base-url', () => {
  it.each([
    ['https://api.cloudflare.com/client/v4', 'https://api.cloudflare.com/client/v4'],
    ['https://api.cloudflare.com/client/v4///', 'https://api.cloudflare.com/client/v4'],
    [' https://proxy.example/cf/ ', 'https://proxy.example/cf'],
    ['https://proxy.example', 'https://proxy.example'],
    ['HTTPS://Proxy.Example/Path', 'https://proxy.example/Path'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://localhost:8787/client/v4', 'http://localhost:8787/client/v4'],
    ['http://[::1]:8787/', 'http://[::1]:8787'],
  ])('%s is taken as %s', (text, baseUrl) => {
    expect(parse({ ...REQUIRED, 'api-base-url': text }).connection?.baseUrl).toBe(baseUrl);
  });

  it('comes from its variable when it is not given', () => {
    const environment = { CLOUDFLARE_BASE_URL: 'https://variable.example' };
    expect(parse(REQUIRED, environment).connection?.baseUrl).toBe('https://variable.example');
    const given = { ...REQUIRED, 'api-base-url': 'https://input.example' };
    expect(parse(given, environment).connection?.baseUrl).toBe('https://input.example');
  });

  it.each([
    ['http://api.cloudflare.com/client/v4'],
    ['http://127.0.0.1.evil.example'],
    ['http://localhost.evil.example'],
    ['http://127.0.0.1@evil.example'],
    ['http://127.0.0.1:80@evil.example'],
    ['http://evil.example/127.0.0.1'],
    ['http://evil.example#127.0.0.1'],
    ['http://evil.example?localhost'],
    ['http://evil.example\\@127.0.0.1'],
    ['http://10.0.0.1'],
    ['http://0.0.0.0'],
    ['http://[::2]'],
    ['https://user:pw@api.cloudflare.com'],
    ['https://user@api.cloudflare.com'],
    ['https://:pw@api.cloudflare.com'],
    ['https://api.cloudflare.com/?x=1'],
    ['https://api.cloudflare.com/?'],
    ['https://api.cloudflare.com/#x'],
    ['https://api.cloudflare.com/#'],
    ['ftp://127.0.0.1'],
    ['file:///etc/passwd'],
    ['javascript:alert(1)'],
    ['api.cloudflare.com/client/v4'],
    ['localhost:8787'],
    ['//api.cloudflare.com'],
    ['https://'],
    ['no address'],
  ])('is refused as %s', (text) => {
    expect(problemsOf({ ...REQUIRED, 'api-base-url': text })).toEqual([BAD_BASE_URL]);
    expect(problemsOf(REQUIRED, { CLOUDFLARE_BASE_URL: text })).toEqual([BAD_BASE_URL]);
  });
});

describe('several mistakes', () => {
  it('are all told at once', () => {
    expect(
      problemsOf({
        'api-token': 'SECRET\n',
        'account-id': 'x',
        'report-only': 'maybe',
        'on-inconclusive': 'perhaps',
        'policy-test-id': 'a/b',
        'timeout-minutes': '-5',
        'api-base-url': 'http://evil.example',
      }),
    ).toEqual([
      'report-only: "maybe" is none of false, true.',
      'on-inconclusive: "perhaps" is none of fail, warn.',
      'timeout-minutes: "-5" is no number over 0 and up to 360.',
      'policy-test-id: the id of a policy test has at most 64 letters, digits and hyphens.',
      'api-token contains a line break: store the secret again without it.',
      BAD_BASE_URL,
      BAD_ACCOUNT,
    ]);
  });

  it('never repeat a secret, wherever it was put', () => {
    const secret = 'Zx9-tokenOfFortyCharactersAsCloudflareMakes';
    for (const { name } of INPUTS) {
      const messages = problemsOf({ 'account-id': 'x', [name]: `${secret}\n` });
      expect(messages).not.toEqual([]);
      expect(messages.join(' ')).not.toContain(secret.slice(0, 12));
    }
  });
});

describe('what a run on a pull request is given', () => {
  const RUNNER = {
    GITHUB_REPOSITORY: 'example-org/access-policies',
    GITHUB_API_URL: 'https://ghe.example.com/api/v3/',
  };
  const ORIGIN: Origin = {
    ...LOCAL,
    proposal: { pullRequest: 7, base: 'main', baseRef: 'refs/heads/main' },
  };
  const onPullRequest = (raw: Raw, environment: Record<string, string> = RUNNER) =>
    parseInputs({ ...REQUIRED, ...raw }, environment, '/workspace', ORIGIN);
  const saidOf = (raw: Raw, environment: Record<string, string> = RUNNER, origin = ORIGIN): string[] => {
    try {
      parseInputs({ ...REQUIRED, ...raw }, environment, '/workspace', origin);
      return [];
    } catch (error) {
      return (error as InputError).problems.map(({ message }) => message);
    }
  };

  it('is where GitHub is and as whom it is asked, without a slash at the end', () => {
    expect(onPullRequest({ 'github-token': ' ghs_abc\n' }).github).toEqual({
      apiUrl: 'https://ghe.example.com/api/v3',
      owner: 'example-org',
      repository: 'access-policies',
      token: 'ghs_abc',
    });
    const { github } = onPullRequest({}, { GITHUB_REPOSITORY: 'a/b', GITHUB_TOKEN: 'ghs_env' });
    expect(github).toMatchObject({ apiUrl: 'https://api.github.com', token: 'ghs_env' });
  });

  it.each<[string, Record<string, string>]>([
    ['without a token', RUNNER],
    ['off a runner', { GITHUB_TOKEN: 'ghs_abc' }],
    ['of a repository that has another form', { GITHUB_TOKEN: 'ghs_abc', GITHUB_REPOSITORY: 'a/b/c' }],
  ])('is no GitHub %s', (_, environment) => {
    expect(onPullRequest({}, environment).github).toBeUndefined();
  });

  it.each([
    'http://api.example.com',
    'https://user:word@ghe.example.com',
    'ftp://x',
    'x',
    'https://a.example?b=c',
  ])('gives no token to %s', (apiUrl) => {
    expect(saidOf({ 'github-token': 'ghs_abc' }, { ...RUNNER, GITHUB_API_URL: apiUrl })).toEqual([
      'GITHUB_API_URL must be an https address such as https://api.github.com, or https://HOST/api/v3 of a GitHub Enterprise Server: nothing else gets the token of GitHub.',
    ]);
  });

  it('is no token with a character that none has, which is not repeated', () => {
    const [said = '', ...others] = saidOf({ 'github-token': 'ghs abc' });
    expect(others).toEqual([]);
    expect(said).toMatch(/^github-token contains a space/);
    expect(said).not.toContain('abc');
  });

  it('is the base of the config only where there is one that can be read', () => {
    expect(onPullRequest({ 'config-ref': 'base', 'github-token': 'x' }).configRef).toBe('base');
    expect(saidOf({ 'config-ref': 'base' })).toEqual([
      'config-ref: base needs a github-token with the permission contents: read, and there is none.',
    ]);
    expect(saidOf({ 'config-ref': 'base', 'github-token': 'x' }, RUNNER, { ...ORIGIN, ...LOCAL })).toEqual([
      expect.stringMatching(/^config-ref: base needs a pull request or a merge group/),
    ]);
  });

  it('is a part of the config, without a comment of its own', () => {
    expect(onPullRequest({ shard: ' 2/5 ' }).shard).toEqual({ index: 2, count: 5 });
    expect(saidOf({ shard: '6/5' })).toEqual(['shard: "6/5" is no part such as 2/5, of at most 256.']);
    expect(saidOf({ shard: '2/5', comment: 'always' })).toEqual([
      expect.stringMatching(/^comment does not go with shard/),
    ]);
  });

  it('are reports to be merged, one a line, and only then', () => {
    expect(onPullRequest({ mode: 'merge', reports: ' a.json\n\n b c.json \r\n' }).reports).toEqual([
      'a.json',
      'b c.json',
    ]);
    expect(onPullRequest({ mode: 'merge', reports: 'a.json', 'api-token': '' }).connection).toBeUndefined();
    expect(saidOf({ mode: 'merge' })).toEqual([expect.stringMatching(/^reports is missing/)]);
    expect(saidOf({ reports: 'a.json' })).toEqual(['reports goes only with the mode merge.']);
  });

  it('is the path of the config in one form, and the page of the run', () => {
    const { config, runUrl } = onPullRequest(
      { config: './.github/../gate.yml' },
      { ...RUNNER, GITHUB_SERVER_URL: 'https://github.com', GITHUB_RUN_ID: '7' },
    );
    expect(config).toBe('gate.yml');
    expect(runUrl).toBe('https://github.com/example-org/access-policies/actions/runs/7');
  });
});
