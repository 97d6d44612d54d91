import { describe, expect, it } from '@jest/globals';
import { type TestReport } from '../../src/report/report.ts';
import { countMoved, gainedOf, lostOf, type Move } from '../../src/verdict/changes.ts';
import { createNaming } from '../../src/verdict/person.ts';
import { ACCOUNT_ID, aDirectory, API_TOKEN, someSettings } from '../support/directory.ts';
import { expectGolden } from '../support/golden.ts';
import {
  ALLOW_ENGINEERING,
  anError,
  COMPANY,
  type Outcome,
  runScenario,
  type Scenario,
} from '../support/scenario.ts';

type Fault = NonNullable<Scenario['fault']>;

const OKTA_ENGINEERING = '{ okta: { name: engineering, identity_provider_id: okta-1 } }';

/** A policy in YAML that lets engineering in, if these rules are met. */
function allow(name: string, rules: string): string {
  return `{ policy: { name: ${name}, decision: allow, ${rules} } }`;
}

const EVERYBODY = allow('Everybody', 'include: [{ everyone: {} }]');
const ENGINEERING = allow('Engineering', `include: [${OKTA_ENGINEERING}]`);
const ENGINEERING_IN_THE_US = allow(
  'Engineering',
  `include: [${OKTA_ENGINEERING}], require: [{ geo: { country_code: US } }]`,
);
const SUPPORT = allow('Support', 'include: [{ okta: { name: support, identity_provider_id: okta-1 } }]');

/** A config of one test that compares these policies, with any further keys of the test. */
function comparing(before: string, after: string, more = ''): string {
  return `
version: 1
tests:
  - name: Grafana
    policies: [${after}]
    baseline: ${before}
    thresholds: { users_lost: { max: 0 }, users_gained: { max: 0 } }
    ${more}
`;
}

function pseudonym(name: string): string {
  const email = name.includes('@') ? name : `${name}@example.com`;
  return createNaming(ACCOUNT_ID, new Map()).person({ email }).label;
}

function labelsOf(moves: readonly Move[]): string[] {
  return moves.flatMap(({ people }) => people.listed.map(({ label }) => label)).sort();
}

function labels(...names: string[]): string[] {
  return names.map(pseudonym).sort();
}

function testOf({ report }: Outcome): TestReport {
  const [test] = report.tests;
  if (test === undefined) throw new Error('There is no test.');
  return test;
}

function changesOf(outcome: Outcome): { lost: string[]; gained: string[] } {
  const { changes } = testOf(outcome);
  return {
    lost: labelsOf(changes ? lostOf(changes) : []),
    gained: labelsOf(changes ? gainedOf(changes) : []),
  };
}

function rulesOf(outcome: Outcome): string[] {
  return testOf(outcome).findings.map(({ rule, outcome: came }) => `${rule} ${came}`);
}

describe('a gate with a baseline', () => {
  it('says who loses and who gains access, and which policy makes the difference', async () => {
    const outcome = await runScenario({
      config: comparing(`[${ENGINEERING}]`, `${ENGINEERING_IN_THE_US}, ${SUPPORT}`),
    });
    expectGolden('scenarios/golden/changes.txt', outcome.transcript);
    expectGolden('scenarios/golden/changes.md', outcome.files['summary.md']);
    expectGolden('scenarios/golden/changes.json', outcome.files['report.json']);
    expect(changesOf(outcome)).toEqual({ lost: labels('greta'), gained: labels('sam', 'sue', 'sid') });
  });

  it('passes when nobody loses or gains, with both tests under way at once', async () => {
    const outcome = await runScenario({ config: comparing('[{ file: allow.json }]', ENGINEERING) });
    expect(outcome.report.verdict).toBe('passed');
    expect(outcome.requests.slice(0, 3)).toEqual([
      'POST policy-tests',
      'GET policy-tests/ID',
      'POST policy-tests',
    ]);
    expect(testOf(outcome).explanation).toBeUndefined();
  });

  it('names one who comes in and one who goes out although every percentage stays', async () => {
    const emails = (...names: string[]): string =>
      allow(
        'Names',
        `include: [${names.map((name) => `{ email: { email: ${name}@example.com } }`).join(', ')}]`,
      );
    const outcome = await runScenario({
      config: comparing(`[${emails('alice', 'ben')}]`, emails('alice', 'sam'), 'explain: 0').replace(
        'users_lost: { max: 0 }',
        'percent_approved: { min: 20, max: 20 }, percent_lost: { max: 9.9 }',
      ),
    });
    expect(changesOf(outcome)).toEqual({ lost: labels('ben'), gained: labels('sam') });
    expect(rulesOf(outcome)).toEqual([
      'percent_approved held',
      'users_gained violated',
      'percent_lost violated',
    ]);
    expect(testOf(outcome).findings[2]?.message).toBe(
      '1 of 10 users (10 %) would lose access; at most 9.9 % expected.',
    );
  });

  it.each([400, 403, 409, 429] as const)(
    'tests one after the other where the account allows only one, which it refuses with %d',
    async (second_test) => {
      const outcome = await runScenario({
        config: comparing(`[${ENGINEERING}]`, ENGINEERING_IN_THE_US),
        directory: { ...COMPANY, settings: someSettings({ test_seconds: 30, second_test }) },
      });
      expect(changesOf(outcome)).toEqual({ lost: labels('greta'), gained: [] });
      expect(outcome.report).toMatchObject({ verdict: 'failed', stopped: undefined });
    },
  );

  it('gives each test its own time, also when they run one after the other', async () => {
    const outcome = await runScenario({
      config: comparing(`[${ENGINEERING}]`, ENGINEERING),
      inputs: { 'timeout-minutes': '10' },
      directory: { ...COMPANY, settings: someSettings({ test_seconds: 500, second_test: 409 }) },
    });
    expect(outcome.report.verdict).toBe('passed');
  });

  it('asks again where the running test is given for other policies, and proves nothing if it stays so', async () => {
    let given: ReturnType<Fault> | undefined;
    const always: Fault = (request, next) => {
      if (request.method !== 'POST') return next(request);
      given ??= next(request);
      return given;
    };
    const outcome = await runScenario({ config: comparing(`[${EVERYBODY}]`, ENGINEERING), fault: always });
    expect(outcome.report.verdict).toBe('inconclusive');
    expect(testOf(outcome).findings[0]?.message).toContain('for other policies as well');
    expect(outcome.requests.filter((request) => request.startsWith('POST'))).toHaveLength(3);

    let starts = 0;
    let first: ReturnType<Fault> | undefined;
    const once: Fault = (request, next) => {
      if (request.method !== 'POST') return next(request);
      starts += 1;
      if (starts === 2 && first) return first;
      first ??= next(request);
      return starts === 1 ? first : next(request);
    };
    const second = await runScenario({ config: comparing(`[${EVERYBODY}]`, ENGINEERING), fault: once });
    expect(changesOf(second).lost).toHaveLength(4);
  });

  it('tests one after the other where the second ends blocked beside the first', async () => {
    let starts = 0;
    let blocked: string | undefined;
    const outcome = await runScenario({
      config: comparing(`[${EVERYBODY}]`, ENGINEERING, 'explain: 0'),
      fault: (request, next) => {
        const response = next(request);
        const { result } = JSON.parse(response.body) as { result: { id: string } };
        if (request.method === 'POST' && ++starts === 2) blocked = result.id;
        return blocked !== undefined && request.path.endsWith(blocked)
          ? { ...response, body: JSON.stringify({ success: true, result: { ...result, status: 'blocked' } }) }
          : response;
      },
    });
    expect(changesOf(outcome).lost).toHaveLength(4);
    expect(starts).toBe(3);
  });

  it('refuses a baseline that is refused by itself, too', async () => {
    const outcome = await runScenario({
      config: comparing('[{ id: 699d98642c564d2e855e9661899b7252 }]', ENGINEERING),
    });
    expect(outcome.report).toMatchObject({ verdict: 'inconclusive', stopped: 'refused' });
    expect(testOf(outcome)).toMatchObject({ changes: undefined, status: 'complete' });
    expect(outcome.requests.filter((request) => request.startsWith('POST'))).toHaveLength(3);
  });

  it('tells what it knows of both tests when both end without a result', async () => {
    const outcome = await runScenario({
      config: comparing(`[${ENGINEERING}]`, ENGINEERING_IN_THE_US),
      directory: { ...COMPANY, settings: someSettings({ test_seconds: 30, test_ends: 'exceeded time' }) },
    });
    expect(rulesOf(outcome)).toEqual(['proven inconclusive', 'proven inconclusive']);
    expect(testOf(outcome).baseline).toMatchObject({ kind: 'test', status: 'exceeded time' });
  });

  it('proves nothing when the list of the baseline is not to be relied on', async () => {
    const outcome = await runScenario({
      config: comparing(`[${ENGINEERING}]`, ENGINEERING),
      fault: alterTest(2, (answer) => withoutFirstUser(answer)),
    });
    expect(rulesOf(outcome)).toContain('baseline_listed_users_approved inconclusive');
    expect(outcome.report.verdict).toBe('inconclusive');
  });

  it('explains and records nothing of numbers that are not proven', async () => {
    const outcome = await runScenario({
      config: comparing(`[${ENGINEERING}, ${SUPPORT}]`, ENGINEERING_IN_THE_US),
      fault: alterTest(1, (answer) => withoutFirstUser(answer)),
    });
    expect(rulesOf(outcome)).toContain('listed_users_approved inconclusive');
    expect(testOf(outcome).explanation).toBeUndefined();
    expect(outcome.files['snapshot.json']).toBe('');
  });

  it('proves nothing when the populations are more than 1 % apart, and judges those of both', async () => {
    const outcome = await runScenario({
      config: comparing(`[${ENGINEERING}]`, ENGINEERING_IN_THE_US),
      fault: alterTest(1, (answer) => withNewcomer(answer)),
    });
    expect(changesOf(outcome)).toEqual({ lost: labels('greta'), gained: [] });
    expect(rulesOf(outcome)).toContain('population inconclusive');
  });

  it('says that a run was interrupted while both tests go on', async () => {
    let polls = 0;
    const outcome = await runScenario({
      config: comparing(`[${ENGINEERING}]`, ENGINEERING_IN_THE_US),
      interruptAt: ({ method }) => {
        if (method === 'GET') polls += 1;
        return polls === 3;
      },
    });
    expect(outcome.report).toMatchObject({ verdict: 'inconclusive', stopped: 'interrupted' });
    expect(testOf(outcome).baseline).toMatchObject({ kind: 'test', status: 'processing' });
    expect(rulesOf(outcome)).toEqual(['finished inconclusive', 'finished inconclusive']);
    for (const { message } of testOf(outcome).findings) expect(message).toMatch(/: run the gate again\.$/);
  });
});

interface ResultAnswer {
  readonly result: unknown;
}

/** A fault that alters every answer about the `number`th policy test that is started. */
function alterTest(number: number, alter: (answer: ResultAnswer) => ResultAnswer): Fault {
  const ids: string[] = [];
  return (request, next) => {
    const response = next(request);
    const answer = JSON.parse(response.body) as ResultAnswer;
    if (request.method === 'POST') ids.push((answer.result as { id: string }).id);
    const id = ids[number - 1];
    return id !== undefined && request.method === 'GET' && request.path.includes(id)
      ? { ...response, body: JSON.stringify(alter(answer)) }
      : response;
  };
}

function withoutFirstUser(answer: ResultAnswer): ResultAnswer {
  return Array.isArray(answer.result) ? { ...answer, result: answer.result.slice(1) } : answer;
}

/** Somebody more, in the counts and in the list. */
function withNewcomer(answer: ResultAnswer): ResultAnswer {
  if (Array.isArray(answer.result)) {
    const newcomer = { id: 'newcomer', email: 'newcomer@example.com', status: 'approved' };
    return { ...answer, result: [...(answer.result as object[]), newcomer] };
  }
  const counts = answer.result as { total_users: number; users_approved: number };
  const more = { total_users: counts.total_users + 1, users_approved: counts.users_approved + 1 };
  return { ...answer, result: { ...counts, ...more } };
}

describe('the explanation', () => {
  const before = `[${allow('A', `include: [${OKTA_ENGINEERING}]`)}, ${SUPPORT}, ${allow('C', 'include: [{ email_domain: { domain: contractor.example } }]')}]`;
  const after = `${ENGINEERING_IN_THE_US.replace('Engineering', 'A')}, ${allow('C', 'include: [{ email: { email: nobody@example.com } }]')}`;

  function causesOf(outcome: Outcome): string[] {
    return (testOf(outcome).explanation?.causes ?? []).map(({ edits, lost, gained }) => {
      const people = [...(lost?.listed ?? []), ...(gained?.listed ?? [])].map(({ label }) => label);
      return `${edits.map(({ kind, policy }) => `${kind} ${policy}`).join(' or ')}: ${people.sort().join(' ')}`;
    });
  }

  it('tells the policies apart by testing them changed one at a time', async () => {
    const outcome = await runScenario({ config: comparing(before, after) });
    expect(causesOf(outcome)).toEqual([
      `changed A: ${pseudonym('greta')}`,
      `changed C: ${pseudonym('carl@contractor.example')}`,
      `removed Support: ${labels('sam', 'sue', 'sid').join(' ')}`,
    ]);
    expect(testOf(outcome).explanation).toMatchObject({ gap: undefined });
    expect(testOf(outcome).explanation?.policyTestIds).toHaveLength(2);
    expect(outcome.requests.filter((request) => request.startsWith('POST'))).toHaveLength(4);
    expect(outcome.report.usage.requests).toBe(outcome.requests.length);
  });

  it('keeps to its budget, and then names the policies one of which it was', async () => {
    const outcome = await runScenario({ config: comparing(before, after, 'explain: 1') });
    expect(causesOf(outcome)).toEqual([
      `changed A: ${pseudonym('greta')}`,
      `changed C or removed Support: ${labels('carl@contractor.example', 'sam', 'sue', 'sid').join(' ')}`,
    ]);
    expect(outcome.requests.filter((request) => request.startsWith('POST'))).toHaveLength(3);
  });

  it('is left out with 0', async () => {
    const outcome = await runScenario({ config: comparing(before, after, 'explain: 0') });
    expect(testOf(outcome).explanation).toBeUndefined();
    expect(outcome.requests.filter((request) => request.startsWith('POST'))).toHaveLength(2);
  });

  it('has a gap when a further test fails, which changes nothing of the verdict', async () => {
    let starts = 0;
    const outcome = await runScenario({
      config: comparing(before, after),
      fault: (request, next) => {
        if (request.method === 'POST') starts += 1;
        return request.method === 'POST' && starts === 3
          ? anError(400, 12130, 'no more tests today')
          : next(request);
      },
    });
    expect(outcome.report).toMatchObject({ verdict: 'failed', stopped: undefined });
    expect(causesOf(outcome)).toEqual([
      expect.stringMatching(/^changed A or changed C or removed Support: /),
    ]);
    expect(testOf(outcome).explanation?.gap).toContain('no more tests today');
    expect(countMoved(lostOf(testOf(outcome).changes ?? { moves: [] }))).toBe(5);
  });
});

describe('an interruption while a change is explained', () => {
  it('leaves the verdict, which is proven, and says how far the explanation came', async () => {
    let starts = 0;
    const outcome = await runScenario({
      config: comparing(`[${ENGINEERING}, ${SUPPORT}]`, ENGINEERING_IN_THE_US),
      interruptAt: ({ method }) => {
        if (method === 'POST') starts += 1;
        return starts === 3;
      },
    });
    expect(outcome.report.verdict).toBe('failed');
    expect(testOf(outcome).explanation?.gap).toBe(
      'No more is known of which policy made the difference: the run was interrupted.',
    );
  });
});

describe('policy-test-id', () => {
  it('does not go with a baseline', async () => {
    const run = runScenario({
      config: comparing(`[${ENGINEERING}]`, ENGINEERING),
      inputs: { 'policy-test-id': 'f1a8b3c9' },
    });
    await expect(run).rejects.toThrow(
      /policy-test-id judges a test that was started before.* has a baseline/,
    );
  });
});

describe('a live application as the baseline', () => {
  const GRAFANA = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
  const saved = JSON.parse(ALLOW_ENGINEERING) as { name: string };
  const directory = aDirectory({
    ...COMPANY,
    applications: new Map([
      [
        GRAFANA,
        {
          id: GRAFANA,
          name: 'Grafana',
          domain: 'grafana.example.com',
          zoneId: undefined,
          policies: [
            {
              id: '699d98642c564d2e855e9661899b7252',
              name: saved.name,
              decision: 'allow' as const,
              include: [{ okta: { name: 'engineering', identity_provider_id: 'okta-1' } }],
              require: [],
              exclude: [],
            },
          ],
          checkedUser: undefined,
        },
      ],
    ]),
  });
  const config = comparing(
    `[{ application: ${GRAFANA} }]`,
    ENGINEERING_IN_THE_US.replace('Engineering', saved.name),
  );

  it('is what is saved now', async () => {
    const outcome = await runScenario({ config, directory });
    expect(changesOf(outcome)).toEqual({ lost: labels('greta'), gained: [] });
    expect(testOf(outcome).explanation?.causes[0]?.edits[0]).toMatchObject({
      policy: saved.name,
      kind: 'changed',
      differences: [expect.stringContaining('geo')],
    });
  });

  describe('without policies', () => {
    const empty = {
      ...directory,
      applications: new Map([...directory.applications].map(([id, one]) => [id, { ...one, policies: [] }])),
    };
    const LIVE = `{ application: ${GRAFANA} }`;

    it('proves nothing where it is to be tested, and no more is known', async () => {
      const outcome = await runScenario({
        config: `
version: 1
tests:
  - name: Grafana
    policies: [${LIVE}]
    thresholds: { users_approved: { max: 0 } }
`,
        directory: empty,
      });
      expect(outcome.report.verdict).toBe('inconclusive');
      expect(rulesOf(outcome)).toEqual(['total_users inconclusive', 'users_approved held']);
    });

    it('lets nobody in, before and after, where it replaces itself; nobody can be expected to', async () => {
      const config = comparing(
        `[${LIVE}]`,
        LIVE,
        'expectations: [{ user: alice@example.com, status: blocked }]',
      );
      const outcome = await runScenario({ config, directory: empty });
      expect(rulesOf(outcome)[0]).toBe('total_users inconclusive');
      const without = await runScenario({
        config: comparing(`[${LIVE}]`, LIVE).replace(
          'users_gained',
          'percent_approved: { max: 0 }, users_gained',
        ),
        directory: empty,
      });
      expect(without.report.verdict).toBe('passed');
    });
  });

  it('needs a permission, which the message names', async () => {
    const outcome = await runScenario({
      config,
      directory: {
        ...directory,
        apiTokens: [{ token: API_TOKEN, permissions: ['Access: Policy Test Write'], accountId: ACCOUNT_ID }],
      },
    });
    expect(outcome.report).toMatchObject({ verdict: 'inconclusive', stopped: 'refused' });
    expect(testOf(outcome).findings[0]?.message).toContain('"Access: Apps and Policies Read"');
  });

  it('says nothing about other tests when it does not exist', async () => {
    const outcome = await runScenario({
      config: `${config}
  - name: Wiki
    policies: [${EVERYBODY}]
    thresholds: { users_blocked: { max: 0 } }
`,
      directory: { ...directory, applications: new Map() },
    });
    expect(outcome.report.tests.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      'Grafana inconclusive',
      'Wiki passed',
    ]);
    expect(outcome.report.stopped).toBe('refused');
  });
});

describe('a snapshot as the baseline', () => {
  const first = `
version: 1
tests:
  - name: Grafana
    policies: [${ENGINEERING}]
    expectations: [{ user: nobody@example.com, status: approved, if_missing: ignore }]
`;

  it('gives the changes that a live baseline gives', async () => {
    const { files } = await runScenario({ config: first });
    const snapshot = files['snapshot.json'];
    expect(snapshot).not.toContain('example');
    const after = `${ENGINEERING_IN_THE_US}, ${SUPPORT}`;
    const live = await runScenario({ config: comparing(`[${ENGINEERING}]`, after) });
    const outcome = await runScenario({
      config: comparing('{ snapshot: yesterday.json }', after),
      files: { 'yesterday.json': snapshot },
    });
    expect(changesOf(outcome)).toEqual(changesOf(live));
    expect(testOf(outcome)).toMatchObject({
      baseline: { kind: 'snapshot', file: 'yesterday.json' },
      explanation: { causes: [] },
    });
    expect(testOf(outcome).explanation?.gap).toContain('snapshot');
  });

  it('is written by each run that compares with one or lists everybody on one page, with the salt of the snapshot it compares with, so that who stays keeps the line', async () => {
    const { files } = await runScenario({ config: first, random: 0.5 });
    expect(files['snapshot.json']).toContain('"salt": "88888888888888888888888888888888"');
    const again = await runScenario({
      config: comparing('{ snapshot: yesterday.json }', ENGINEERING),
      files: { 'yesterday.json': files['snapshot.json'] },
    });
    expect(again.files['snapshot.json']).toBe(files['snapshot.json']);
  });

  it('is not written of what is not proven', async () => {
    const { files } = await runScenario({
      config: first,
      directory: { ...COMPANY, settings: someSettings({ test_ends: 'blocked' }) },
    });
    expect(files['snapshot.json']).toBe('');
  });

  it.each<[string, (text: string) => string, string]>([
    ['another account', (text) => text.replace(/"account": "\w/, '"account": "f'), 'another account'],
    [
      'another test',
      (text) => text.replace('"Grafana"', '"Grafana 2"'),
      'has no test "Grafana"; did you mean "Grafana 2"?',
    ],
    ['something else', () => '{}', 'snapshot'],
  ])('that is of %s is refused before anything is tested', async (_, alter, message) => {
    const { files } = await runScenario({ config: first });
    const run = runScenario({
      config: comparing('{ snapshot: yesterday.json }', ENGINEERING),
      files: { 'yesterday.json': alter(files['snapshot.json']) },
    });
    await expect(run).rejects.toThrow(message);
  });

  it('that is missing is refused, with the command that writes it', async () => {
    const run = runScenario({ config: comparing('{ snapshot: yesterday.json }', ENGINEERING) });
    await expect(run).rejects.toThrow(/gate\.yml:6:27: .*does not exist.* The command snapshot writes it\./);
  });
});
