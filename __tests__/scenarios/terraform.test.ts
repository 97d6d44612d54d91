import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type RuleSet } from '../../src/emulator/policy.ts';
import { type TestReport } from '../../src/report/report.ts';
import { gainedOf, lostOf, type Move } from '../../src/verdict/changes.ts';
import { createNaming } from '../../src/verdict/person.ts';
import { ACCOUNT_ID, aDirectory, aUser, someSettings } from '../support/directory.ts';
import { expectGolden } from '../support/golden.ts';
import { anError, COMPANY, type Outcome, runScenario } from '../support/scenario.ts';

const NAMING = createNaming(ACCOUNT_ID, new Map());

function samplePlan(name: string): string {
  return readFileSync(new URL(`../fixtures/terraform-plans/${name}.json`, import.meta.url), 'utf8');
}

const EVERY_CHANGE = `
version: 1
tests:
  - from_plan: '*'
    thresholds: { users_lost: { max: 0 }, users_gained: { max: 0 } }
`;

const PLAN = { 'terraform-plan': 'plan.json' };

const DISK = 'aa0a4aab-672b-4bdb-bc33-a59f1130a11f';

/** Whom the sample plans are about, and their group as it is saved before the update of each. */
function aDirectoryFor(groupId: string) {
  const group: RuleSet = {
    include: [{ email_domain: { domain: 'example.com' } }],
    require: [],
    exclude: [],
  };
  const person = (name: string, email: string, overrides = {}) =>
    aUser({
      id: `00000000-0000-8000-8000-${Buffer.from(name.padEnd(6, '.')).toString('hex')}`,
      email,
      devicePosture: { [DISK]: true },
      ...overrides,
    });
  return aDirectory({
    settings: someSettings({ test_seconds: 10 }),
    accessGroups: new Map([[groupId, group]]),
    users: [
      person('a', 'a@example.com'),
      person('b', 'b@example.com'),
      person('c', 'c@example.com'),
      person('mal', 'mallory@example.com'),
      person('eve', 'eve@example.com'),
      person('con', 'contractor@example.net'),
      person('new', 'new@example.net'),
      person('abroad', 'anna@example.com', { country: 'PT' }),
      person('nodisk', 'nora@example.com', { devicePosture: { [DISK]: false } }),
    ],
  });
}

function labels(...emails: string[]): string[] {
  return emails.map((email) => NAMING.person({ email }).label).sort();
}

function namesOf(moves: readonly Move[]): string[] {
  return moves.flatMap(({ people }) => people.listed.map(({ label }) => label)).sort();
}

function summarize({ report }: Outcome): string[] {
  return report.tests.map(({ name, verdict, changes, findings }) => {
    const moved = changes
      ? `lost ${String(namesOf(lostOf(changes)).length)}, gained ${String(namesOf(gainedOf(changes)).length)}`
      : findings.map(({ rule, outcome }) => `${rule} ${outcome}`).join(', ');
    return `${name}: ${verdict}: ${moved}`;
  });
}

function testNamed({ report }: Outcome, name: string): TestReport {
  const test = report.tests.find((one) => one.name === name);
  if (test === undefined) throw new Error(`There is no test ${name}.`);
  return test;
}

describe('the sample plans', () => {
  it.each(['v4-create', 'v4-update', 'v5-create', 'v5-update'])(
    '%s: validate lists what it changes and what cannot be tested',
    async (name) => {
      const { report, transcript } = await runScenario({
        config: EVERY_CHANGE,
        inputs: { ...PLAN, mode: 'validate' },
        files: { 'plan.json': samplePlan(name) },
      });
      expect(report.usage.requests).toBe(0);
      expectGolden(`scenarios/golden/validate-${name}.txt`, transcript);
    },
  );

  it('v5-update: the excluded person loses and the one who was excluded gains, alone and in the application', async () => {
    const outcome = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: { 'plan.json': samplePlan('v5-update') },
      directory: aDirectoryFor('00000000-0000-4000-8000-000000000003'),
    });
    expect(outcome.report.tests.map(({ name }) => name)).toEqual([
      'cloudflare_zero_trust_access_application.app',
      'cloudflare_zero_trust_access_policy.allow',
    ]);
    for (const { changes } of outcome.report.tests) {
      expect(namesOf(lostOf(changes ?? { moves: [] }))).toEqual(labels('eve@example.com'));
      expect(namesOf(gainedOf(changes ?? { moves: [] }))).toEqual(labels('mallory@example.com'));
    }
    expect(outcome.report.verdict).toBe('failed');
  });

  it('v4-update: nobody loses or gains, because nobody is in two countries', async () => {
    const outcome = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: { 'plan.json': samplePlan('v4-update') },
      directory: aDirectoryFor('00000000-0000-4000-8000-000000000001'),
    });
    expect(summarize(outcome)).toEqual([
      'cloudflare_zero_trust_access_application.app: passed: lost 0, gained 0',
      'cloudflare_zero_trust_access_policy.reusable: passed: lost 0, gained 0',
    ]);
    expect(outcome.report.tests[0]?.counts).toMatchObject({ usersApproved: 0, totalUsers: 9 });
  });

  it('v4-update without the second country: who is named instead of another', async () => {
    const oneCountry = samplePlan('v4-update')
      .replaceAll(/"geo":\s*\[\s*"US",\s*"PT"\s*\]/g, '"geo": ["US"]')
      .replaceAll('"example.com"', '"elsewhere.example"');
    const outcome = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: { 'plan.json': oneCountry },
      directory: {
        ...aDirectoryFor('00000000-0000-4000-8000-000000000001'),
        accessGroups: new Map([
          [
            '00000000-0000-4000-8000-000000000001',
            { include: [{ email_domain: { domain: 'elsewhere.example' } }], require: [], exclude: [] },
          ],
        ]),
      },
    });
    for (const { changes } of outcome.report.tests) {
      expect(namesOf(lostOf(changes ?? { moves: [] }))).toEqual(labels('b@example.com'));
      expect(namesOf(gainedOf(changes ?? { moves: [] }))).toEqual(labels('c@example.com'));
    }
    expect(outcome.report.tests).toHaveLength(2);
  });
});

/** A rule of provider v5 that lets this group of Okta in. */
function okta(group: string) {
  return { okta: { name: group, identity_provider_id: 'okta-1' }, email: null };
}

function aPolicyResource(
  name: string,
  change: { before: object | null; after: object | null },
  actions: string[],
) {
  return {
    address: `cloudflare_zero_trust_access_policy.${name}`,
    mode: 'managed',
    type: 'cloudflare_zero_trust_access_policy',
    name,
    change: { actions, ...change, after_unknown: {}, before_sensitive: false, after_sensitive: {} },
  };
}

function aPlan(...resources: object[]): string {
  return JSON.stringify({
    format_version: '1.2',
    planned_values: {},
    resource_changes: resources,
    configuration: {},
  });
}

const ENGINEERING = { id: 'p1', name: 'Engineering', decision: 'allow', include: [okta('engineering')] };

describe('a plan', () => {
  it('that creates a policy: everybody approved gains, and one test is sent', async () => {
    const outcome = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: { 'plan.json': aPlan(aPolicyResource('eng', { before: null, after: ENGINEERING }, ['create'])) },
    });
    expect(summarize(outcome)).toEqual(['cloudflare_zero_trust_access_policy.eng: failed: lost 0, gained 6']);
    expect(outcome.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
    expect(testNamed(outcome, 'cloudflare_zero_trust_access_policy.eng').explanation?.causes).toMatchObject([
      { edits: [{ kind: 'added', policy: 'Engineering' }], lost: undefined, gained: { total: 6 } },
    ]);
  });

  it('that destroys a policy: everybody approved before loses, and one test is sent', async () => {
    const outcome = await runScenario({
      config: EVERY_CHANGE.replace('users_gained: { max: 0 }', 'percent_blocked: { max: 99 }'),
      inputs: PLAN,
      files: { 'plan.json': aPlan(aPolicyResource('eng', { before: ENGINEERING, after: null }, ['delete'])) },
    });
    expectGolden('scenarios/golden/destroyed.txt', outcome.transcript);
    expect(summarize(outcome)).toEqual(['cloudflare_zero_trust_access_policy.eng: failed: lost 6, gained 0']);
    expect(outcome.report.tests[0]?.findings.map(({ rule, actual }) => `${rule} ${actual}`)).toEqual([
      'percent_blocked 100 %',
      'users_lost 6',
    ]);
    expect(outcome.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  it('that changes nothing of Access passes, says so, and asks nobody', async () => {
    const outcome = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: {
        'plan.json': aPlan(aPolicyResource('eng', { before: ENGINEERING, after: ENGINEERING }, ['no-op'])),
      },
    });
    expect(outcome.report.verdict).toBe('passed');
    expect(outcome.report.usage.requests).toBe(0);
    expect(outcome.report.tests[0]?.findings[0]?.message).toContain('The plan changes no Access application');
    expect(outcome.transcript).toContain('Every change of the plan');
  });

  it.each(['gate', 'validate'])(
    'with a value that is not known is not proven, names the field, and is not tested as something else: %s',
    async (mode) => {
      const { change, ...resource } = aPolicyResource(
        'eng',
        { before: null, after: { name: 'Engineering', decision: 'allow', include: [{}] } },
        ['create'],
      );
      const unknown = { ...change, after_unknown: { include: [{ email: { email: true } }] } };
      const outcome = await runScenario({
        config: EVERY_CHANGE,
        inputs: { ...PLAN, mode },
        files: { 'plan.json': aPlan({ ...resource, change: unknown }) },
      });
      expect(outcome.report.verdict).toBe('inconclusive');
      expect(outcome.exitCode).toBe(3);
      expect(outcome.requests).toEqual([]);
      expect(outcome.report.tests[0]?.findings[0]?.message).toMatch(
        /^cloudflare_zero_trust_access_policy\.eng, include\[0\]\.email cannot be tested: /,
      );
    },
  );

  it('says of everything that is not known', async () => {
    const { change, ...resource } = aPolicyResource(
      'eng',
      { before: null, after: { name: 'E', include: [{}] } },
      ['create'],
    );
    const unknown = { ...change, after_unknown: { decision: true, include: [{ email: { email: true } }] } };
    const { report } = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: { 'plan.json': aPlan({ ...resource, change: unknown }) },
    });
    expect(report.tests[0]?.findings.map(({ rule }) => rule)).toEqual(['testable', 'testable']);
    expect(report.tests[0]?.findings.map(({ message }) => message).join()).toMatch(
      /, include\[0\]\.email cannot.*, decision cannot/,
    );
  });

  it('with a policy that Cloudflare would refuse is not proven, and is not sent', async () => {
    const outcome = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: {
        'plan.json': aPlan(
          aPolicyResource('eng', { before: null, after: { ...ENGINEERING, include: [] } }, ['create']),
        ),
      },
    });
    expect(outcome.report.verdict).toBe('inconclusive');
    expect(outcome.requests).toEqual([]);
  });

  it('shows no sensitive value, and nobody in a key of for_each, and tells such resources apart', async () => {
    const secret = { ...ENGINEERING, require: [{ email_domain: { domain: 'secret.example' } }] };
    const each = (name: string) => {
      const { change, ...resource } = aPolicyResource('each', { before: ENGINEERING, after: secret }, [
        'update',
      ]);
      return {
        ...resource,
        address: `${resource.address}["${name}@example.com"]`,
        change: { ...change, after_sensitive: { require: [{ email_domain: { domain: true } }] } },
      };
    };
    const { report, transcript, files, received } = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: { 'plan.json': aPlan(each('alice'), each('ben')) },
    });
    const name = 'cloudflare_zero_trust_access_policy.each["[address]"]';
    expect(report.tests.map((test) => test.name)).toEqual([name, `${name} (2)`]);
    expect(received.map(({ body }) => body ?? '').join()).toContain('secret.example');
    const shown = [transcript, ...Object.values(files)].join('\n');
    expect(shown).toContain('new require: email_domain (sensitive');
    expect(shown).not.toMatch(/secret\.example|alice|ben@/);
  });

  it.each([
    [
      'a group that policies elsewhere may use',
      'cloudflare_zero_trust_access_group',
      { id: 'g1', name: 'Staff', include: [okta('engineering')] },
      { id: 'g1', name: 'Staff', include: [okta('support')] },
      ['update'],
    ],
    [
      'an application that is destroyed, whose policies are managed elsewhere',
      'cloudflare_zero_trust_access_application',
      { id: 'a1', name: 'Wiki', policies: null },
      null,
      ['delete'],
    ],
  ])('proves nothing of %s', async (_, type, before, after, actions) => {
    const resource = { ...aPolicyResource('x', { before, after }, actions), type, address: `${type}.x` };
    const outcome = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: { 'plan.json': aPlan(resource) },
    });
    expect(outcome.report.verdict).toBe('inconclusive');
    expect(outcome.requests).toEqual([]);
    expect(outcome.report.tests.map(({ name }) => name)).toEqual([`${type}.x`]);
    expect(outcome.transcript).not.toContain('obody loses');
  });

  it('with a sensitive value is refused without telling it', async () => {
    const after = { ...ENGINEERING, include: [{ geo: { country_code: 'Atlantis' } }] };
    const { change, ...resource } = aPolicyResource('eng', { before: ENGINEERING, after }, ['update']);
    const sensitive = { ...change, after_sensitive: { include: [{ geo: { country_code: true } }] } };
    const { transcript, files, received } = await runScenario({
      config: EVERY_CHANGE,
      inputs: PLAN,
      files: { 'plan.json': aPlan({ ...resource, change: sensitive }) },
      fault: (request, next) =>
        request.method === 'POST' ? anError(400, 12130, 'there is no country Atlantis') : next(request),
    });
    expect(received.map(({ body }) => body).join()).toContain('Atlantis');
    expect(transcript).toContain('there is no country (sensitive)');
    expect([transcript, ...Object.values(files)].join()).not.toContain('Atlantis');
  });

  describe('that changes a deny policy, which lets nobody in by itself', () => {
    const deny = (include: object[]) => ({ id: 'd1', name: 'Leavers', decision: 'deny', include });
    const denying = aPolicyResource(
      'deny',
      { before: deny([okta('support')]), after: deny([okta('engineering')]) },
      ['update'],
    );
    const application = {
      ...aPolicyResource(
        'wiki',
        {
          before: {
            id: 'a1',
            name: 'Wiki',
            policies: [{ id: 'd1' }, { name: 'All', decision: 'allow', include: [{ everyone: {} }] }],
          },
          after: {
            id: 'a1',
            name: 'Wiki',
            policies: [{ id: 'd1' }, { name: 'All', decision: 'allow', include: [{ everyone: {} }] }],
          },
        },
        ['no-op'],
      ),
      address: 'cloudflare_zero_trust_access_application.wiki',
      type: 'cloudflare_zero_trust_access_application',
    };

    it('proves nothing where no application of it is tested', async () => {
      const outcome = await runScenario({
        config: EVERY_CHANGE,
        inputs: PLAN,
        files: { 'plan.json': aPlan(denying) },
      });
      expect(outcome.report.verdict).toBe('inconclusive');
      expect(outcome.requests).toEqual([]);
      expect(outcome.report.tests[0]?.findings[0]?.message).toContain(
        'test an application that uses it instead',
      );
      expect(outcome.transcript).not.toContain('obody loses');
    });

    it('is told by the application that uses it', async () => {
      const outcome = await runScenario({
        config: EVERY_CHANGE,
        inputs: PLAN,
        files: { 'plan.json': aPlan(denying, application) },
      });
      expect(summarize(outcome)).toEqual([
        'cloudflare_zero_trust_access_policy.deny: passed: from_plan held, deny_alone violated',
        'cloudflare_zero_trust_access_application.wiki: failed: lost 6, gained 3',
      ]);
      expect(outcome.report.tests[0]?.findings[0]?.message).toBe(
        'A deny policy lets nobody in by itself, before or after: what becomes of its users is told by the test of cloudflare_zero_trust_access_application.wiki.',
      );
    });
  });

  it('is compared with policies of the config, too: its planned value in policies, its prior one in baseline', async () => {
    const after = { ...ENGINEERING, include: [okta('engineering'), okta('support')] };
    const outcome = await runScenario({
      config: `
version: 1
tests:
  - name: Grafana
    policies: [{ terraform: cloudflare_zero_trust_access_policy.eng }]
    baseline: [{ terraform: cloudflare_zero_trust_access_policy.eng }]
    thresholds: { users_gained: { max: 3 } }
`,
      inputs: PLAN,
      files: { 'plan.json': aPlan(aPolicyResource('eng', { before: ENGINEERING, after }, ['update'])) },
    });
    expect(summarize(outcome)).toEqual(['Grafana: passed: lost 0, gained 3']);
  });

  it('is not tested twice where a test of its own has other thresholds', async () => {
    const after = { ...ENGINEERING, include: [okta('support')] };
    const outcome = await runScenario({
      config: `
version: 1
defaults: { thresholds: { users_lost: { max: 6 }, users_gained: { max: 3 } } }
tests:
  - from_plan: cloudflare_zero_trust_access_policy.eng
    expectations: [{ user: sam@example.com, status: approved }]
  - from_plan: '*'
`,
      inputs: PLAN,
      files: {
        'plan.json': aPlan(
          aPolicyResource('eng', { before: ENGINEERING, after }, ['update']),
          aPolicyResource(
            'all',
            { before: null, after: { ...ENGINEERING, name: 'All', include: [okta('x')] } },
            ['create'],
          ),
        ),
      },
    });
    expect(summarize(outcome)).toEqual([
      'cloudflare_zero_trust_access_policy.eng: passed: lost 6, gained 3',
      'cloudflare_zero_trust_access_policy.all: passed: lost 0, gained 0',
    ]);
  });
});

describe('a config that names a plan', () => {
  it.each<[string, string, Record<string, string>, Record<string, string>, string]>([
    [
      'needs the input terraform-plan',
      EVERY_CHANGE,
      {},
      {},
      'gate.yml:4:16: "*" is looked up in a Terraform plan: set the input terraform-plan to the output of terraform show -json.',
    ],
    [
      'says what the plan has instead',
      EVERY_CHANGE.replace("'*'", 'cloudflare_zero_trust_access_policy.engg'),
      PLAN,
      { 'plan.json': aPlan(aPolicyResource('eng', { before: null, after: ENGINEERING }, ['create'])) },
      'gate.yml:4:16: The plan plan.json has no Access application or policy "cloudflare_zero_trust_access_policy.engg"; did you mean "cloudflare_zero_trust_access_policy.eng"?',
    ],
    [
      'says once what is wrong with the plan',
      EVERY_CHANGE,
      PLAN,
      { 'plan.json': 'PK\u0003\u0004' },
      'plan.json:1:1: ',
    ],
    ['says that there is no such file', EVERY_CHANGE, PLAN, {}, 'The file "plan.json" does not exist'],
  ])('%s', async (_, config, inputs, files, message) => {
    const run = runScenario({ config, inputs, files, directory: COMPANY });
    await expect(run).rejects.toThrow(message);
    await expect(run).rejects.not.toThrow(/\n/);
  });
});
