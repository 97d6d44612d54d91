import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/load.ts';
import { describeAccount } from '../../src/init/accountConfig.ts';
import { nameApplications } from '../../src/init/applicationNames.ts';
import { type FirstConfig, renderFirstConfig } from '../../src/init/firstConfig.ts';
import { describePlan } from '../../src/init/planConfig.ts';
import { type Surveyed } from '../../src/init/surveyed.ts';
import { parsePlan } from '../../src/policies/plan.ts';
import { MAX_FILE_BYTES } from '../../src/workspace.ts';
import { ROOT } from '../support/built.ts';
import { expectGolden } from '../support/golden.ts';
import { HOSTILE } from '../support/hostile.ts';

const PLAN = readFileSync(`${ROOT}examples/terraform/plan.json`, 'utf8');
const TODAY = new Date('2026-11-22T23:59:59Z');
const FIGURES = { totalUsers: 493, usersApproved: 218, usersBlocked: 275, usersErrored: 0 };

function measured(id: string, name: string): Surveyed {
  return { kind: 'measured', application: { id, name }, figures: FIGURES };
}

/** What a config of the account has to say. */
function account(...surveyed: readonly Surveyed[]): FirstConfig {
  const config = describeAccount(surveyed, TODAY);
  if (config === undefined) throw new Error('There is none.');
  return config;
}

/** The lines of a comment that are indented, as YAML. */
function uncommented(lines: readonly string[]): unknown {
  const text = lines.filter((line) => line.startsWith('  ')).map((line) => line.slice(2));
  return parse(text.join('\n'));
}

describe('a first config', () => {
  it('of an account can be read by people', () => {
    const config = account(
      measured('f174e90a-fafe-4643-bbbc-4a0ed4fc8415', 'Wiki'),
      { kind: 'empty', application: { id: 'app-2', name: 'Bookmark' } },
      {
        kind: 'measured',
        application: { id: 'b3d6f1a4-7c28-4e95-8a0b-5f2c9d1e6477', name: 'Vault: #1' },
        figures: { totalUsers: 12_345, usersApproved: 9, usersBlocked: 12_334, usersErrored: 2 },
      },
      {
        kind: 'unproven',
        application: { id: 'app-4', name: 'Mail' },
        reason: 'Policy test f00 ended "blocked", so its numbers prove nothing.',
      },
    );

    expectGolden('init/golden/account.yml', renderFirstConfig(config));
  });

  it('of a plan can be read by people', () => {
    const { plan } = parsePlan('plan.json', PLAN);
    const config = plan && describePlan(plan, TODAY);

    expectGolden('init/golden/plan.yml', config ? renderFirstConfig(config) : '');
  });

  it('is one, whatever applications are called and whatever is wrong with them', () => {
    const text = fc.oneof(
      fc.constantFrom(...HOSTILE),
      fc.constantFrom(
        'null',
        '- a',
        '1',
        '* b',
        '#',
        'a: b # c',
        '"',
        "'",
        '%x',
        '---',
        '...',
        '{',
        '!!str x',
        '? x',
        '&a',
        '| ',
      ),
      fc.string({ unit: 'binary', maxLength: 100 }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (applications) => {
        const named = nameApplications(
          applications.map(([name], index) => ({ id: `app-${String(index)}`, name, domain: undefined })),
        );
        const surveyed = named.flatMap((application, index): Surveyed[] => [
          measured(application.id, application.name),
          { kind: 'unproven', application, reason: applications[index]?.[1] ?? '' },
        ]);
        const written = renderFirstConfig(account(...surveyed));
        const { config, problems } = parseConfig('gate.yml', written);

        expect(problems).toEqual([]);
        expect(config?.warnings).toEqual([]);
        expect(config?.tests.map(({ name, tested }) => [name, tested])).toMatchObject(
          named.map(({ id, name }) => [name, { policies: [{ kind: 'application', appId: id }] }]),
        );
        // Nothing of what others wrote is a line of its own.
        expect(written.split('\n').filter((line) => !/^(?:#|version: 1$|tests:$| {2}|$)/.test(line))).toEqual(
          [],
        );
      }),
      { seed: 20261122 },
    );
  });

  it('has as many tests as a config can have', () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      measured(
        `f174e90a-fafe-4643-bbbc-${String(index).padStart(12, '0')}`,
        `${'👩'.repeat(75)} ${String(index)}`,
      ),
    );
    const written = renderFirstConfig(account(...many));

    expect(parseConfig('gate.yml', written).config?.tests).toHaveLength(1_000);
    expect(Buffer.byteLength(written)).toBeLessThan(MAX_FILE_BYTES);
  });

  it('names some of those that are left out, and counts the others', () => {
    const unproven = Array.from({ length: 52 }, (_, index): Surveyed => ({
      kind: 'unproven',
      application: { id: `app-${String(index)}`, name: `App ${String(index)}` },
      reason: 'No.',
    }));
    const { foot } = account(measured('x', 'Wiki'), ...unproven);

    expect([foot.length, foot[2], foot.at(-2), foot.at(-1)]).toEqual([
      53,
      '- App 0, app-0: No.',
      '- App 49, app-49: No.',
      '- and 2 more',
    ]);
  });

  it('is none where nothing is measured', () => {
    const empty: Surveyed = { kind: 'empty', application: { id: 'x', name: 'Bookmark' } };

    expect(describeAccount([empty], TODAY)).toBeUndefined();
    expect(describeAccount([], TODAY)).toBeUndefined();
  });
});

describe('what its comments show', () => {
  it('of a change, and of who must get in, is right where it is put', () => {
    const { head } = account(measured('f174e90a-fafe-4643-bbbc-4a0ed4fc8415', 'Wiki'));
    const start = head.indexOf('  - name: A change');
    const end = head.findIndex((line) => line.startsWith('Nobody but you'));
    const [change] = uncommented(head.slice(start, end)) as [Record<string, unknown>];
    const expectations = uncommented(head.slice(end).map((line) => line.slice(2))) as object;

    const { problems } = parseConfig(
      'gate.yml',
      JSON.stringify({ version: 1, tests: [{ ...change, ...expectations }] }),
    );

    expect(problems).toEqual([]);
    expect(change).toMatchObject({ baseline: [{ application: 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415' }] });
    expect(expectations).toHaveProperty('expectations');
  });

  it('of an application of a plan is right where it is put', () => {
    const { plan } = parsePlan('plan.json', PLAN);
    const { foot = [], tests = [] } = (plan && describePlan(plan, TODAY)) ?? {};
    const own = uncommented(foot) as object[];

    const { problems } = parseConfig(
      'gate.yml',
      JSON.stringify({
        version: 1,
        tests: [
          ...tests.map(({ name, tested }) => ({ name, ...tested, thresholds: { users_lost: { max: 0 } } })),
          ...own,
        ],
      }),
    );

    expect(problems).toEqual([]);
    expect(own).toHaveLength(1);
  });
});

describe('a config of a plan', () => {
  const planOf = (addresses: readonly string[]) => ({
    file: 'plan.json',
    policiesOf: () => undefined,
    addresses,
    changes: [],
    changed: [],
    unseen: [],
    destroyedInUse: [],
  });

  it('names its applications, without keys that are addresses', () => {
    const { foot } =
      describePlan(
        planOf([
          'cloudflare_zero_trust_access_policy.allow',
          'module.apps.cloudflare_zero_trust_access_application.this["wiki"]',
          'cloudflare_access_application.of["alice@example.com"]',
          'cloudflare_access_application.mail',
        ]),
        TODAY,
      ) ?? {};

    expect(foot?.slice(-2)).toEqual([
      '- module.apps.cloudflare_zero_trust_access_application.this["wiki"]',
      '- cloudflare_access_application.mail',
    ]);
    expect(uncommented(foot ?? [])).toMatchObject([
      { from_plan: 'module.apps.cloudflare_zero_trust_access_application.this["wiki"]' },
    ]);
  });

  it('names none where it has policies only, and is none where it knows nothing of Access', () => {
    expect(describePlan(planOf(['cloudflare_zero_trust_access_policy.allow']), TODAY)?.foot).toEqual([]);
    expect(describePlan(planOf([]), TODAY)).toBeUndefined();
  });
});
