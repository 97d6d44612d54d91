import { describe, expect, it } from '@jest/globals';
import {
  type ApplicationState,
  checkApplication,
  type ExpectedStatus,
} from '../../src/verdict/application.ts';
import { verdictOf } from '../../src/verdict/finding.ts';
import { createNaming } from '../../src/verdict/person.ts';

const APP = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';
const NAMING = createNaming('023e105f4ecef8ad9ca31a8372d0c353', new Map());
const at = (line: number) => ({ file: 'gate.yml', line, column: 1 });

/** The application's own status on line 2, and that of the policy with precedence 1 on line 3. */
const BOTH: readonly ExpectedStatus[] = [
  { status: 'Success', location: at(2) },
  { precedence: 1, status: 'Success', location: at(3) },
];

/** An answer about Alice in which everything is as expected. */
function aState(overrides: Partial<ApplicationState> = {}): ApplicationState {
  return {
    appId: APP,
    user: { id: '5f1c-alice', email: 'alice@example.com' },
    status: 'Success',
    policies: [
      { precedence: 1, status: 'Success' },
      { precedence: 2, status: 'Failure' },
    ],
    ...overrides,
  };
}

function check(state: ApplicationState, user = 'alice@example.com', statuses = BOTH, appId = APP) {
  return checkApplication({ user: { name: user, location: at(1) }, statuses }, appId, state, NAMING);
}

describe('an application check', () => {
  it('passes when the user, the application and its policies are as expected', () => {
    const findings = check(aState());

    expect(findings.map(({ rule, outcome, location }) => [rule, outcome, location?.line])).toEqual([
      ['status of the application', 'held', 2],
      ['status of policy 1', 'held', 3],
    ]);
    expect(verdictOf(findings)).toBe('passed');
  });

  it.each<[string, string, ApplicationState]>([
    ['an address in another case', 'ALICE@Example.com', aState()],
    ['a user id', '5F1C-alice', aState()],
    ['an id where the answer has no address', '5f1c-alice', aState({ user: { id: '5f1c-alice' } })],
    [
      'an address where the answer has no id',
      'alice@example.com',
      aState({ user: { email: 'Alice@example.com' } }),
    ],
  ])('knows the user by %s', (_, user, state) => {
    expect(verdictOf(check(state, user))).toBe('passed');
  });

  it.each<[string, ApplicationState, string, string]>([
    ['about nobody', aState({ user: undefined }), 'user', 'does not say which user'],
    ['about somebody without an address and id', aState({ user: {} }), 'user', 'does not say which user'],
    ['about another', aState({ user: { email: 'bob@example.com' } }), 'user', 'The answer is about p-'],
    [
      'about another application',
      aState({ appId: '00000000-fafe-4643-bbbc-4a0ed4fc8415' }),
      'app_id',
      'The answer is about another application, 00000000-fafe-4643-bbbc-4a0ed4fc8415: correct app_id, or write that id',
    ],
    [
      'without a status',
      aState({ status: undefined }),
      'status of the application',
      'did not tell the status',
    ],
    ['without policies', aState({ policies: undefined }), 'status of policy 1', 'did not tell the status'],
    [
      'without the status of a policy',
      aState({ policies: [{ precedence: 1 }] }),
      'status of policy 1',
      'did not tell the status',
    ],
    [
      'with two policies of one precedence',
      aState({
        policies: [
          { precedence: 1, status: 'Success' },
          { precedence: 1, status: 'Success' },
        ],
      }),
      'status of policy 1',
      'Cloudflare told of 2 policies with precedence 1',
    ],
    [
      'without a policy of that precedence, and with one that is not understood',
      aState({ policies: [{ precedence: 2, status: 'Success' }, {}] }),
      'status of policy 1',
      'did not tell the status',
    ],
    [
      'about somebody whose id is the address',
      aState({ user: { id: 'alice@example.com', email: 'mallory@example.com' } }),
      'user',
      'The answer is about p-',
    ],
    [
      'about an application of another kind of id',
      aState({ appId: 'payroll' }),
      'app_id',
      'The answer is about another application, payroll',
    ],
  ])('proves nothing when the answer is %s', (_, state, rule, words) => {
    const findings = check(state);
    const doubt = findings.find(({ outcome }) => outcome === 'inconclusive');

    expect(doubt).toMatchObject({ rule });
    expect(doubt?.message).toContain(words);
    expect(verdictOf(findings)).toBe('inconclusive');
  });

  it('does not take a letter for another that looks alike', () => {
    const findings = check(aState({ user: { email: '\u212Aate@example.com' } }), 'kate@example.com');

    expect(verdictOf(findings)).toBe('inconclusive');
  });

  it('says nothing of statuses that are about somebody else', () => {
    const findings = check(aState({ user: { email: 'bob@example.com' }, status: 'Failure' }));

    expect(findings.map(({ rule }) => rule)).toEqual(['user']);
    expect(findings[0]?.message).toContain('to judge a certain user, give a policy test an expectation.');
  });

  it.each<[string, ApplicationState, string]>([
    [
      'the application has another status',
      aState({ status: 'Failure' }),
      'The status of the application is Failure; Success expected.',
    ],
    [
      'the status is the word in another case',
      aState({ status: 'success' }),
      'The status of the application is success; Success expected.',
    ],
    [
      'a policy has another status',
      aState({ policies: [{ precedence: 1, status: 'Failure' }] }),
      'The status of the policy with precedence 1 is Failure; Success expected.',
    ],
    [
      'there is no policy of that precedence',
      aState({ policies: [{ precedence: 2, status: 'Success' }] }),
      'The application has no policy with precedence 1; Success expected.',
    ],
  ])('fails when %s', (_, state, message) => {
    const findings = check(state);

    expect(
      findings.filter(({ outcome }) => outcome === 'violated').map((finding) => finding.message),
    ).toEqual([message]);
    expect(verdictOf(findings)).toBe('failed');
  });

  it('knows the application in any case, without hyphens, and when the answer does not repeat its id', () => {
    expect(verdictOf(check(aState(), undefined, BOTH, APP.toUpperCase()))).toBe('passed');
    expect(verdictOf(check(aState(), undefined, BOTH, APP.replaceAll('-', '')))).toBe('passed');
    expect(verdictOf(check(aState({ appId: undefined })))).toBe('passed');
  });

  it.each<[string, string, ApplicationState, { expected: string; actual: string }]>([
    [
      'an address',
      'alice@example.com',
      aState({ user: { email: 'bob@example.com' } }),
      { expected: NAMING.nameOf('alice@example.com'), actual: NAMING.nameOf('bob@example.com') },
    ],
    [
      'an id',
      '5f1c-alice',
      aState({ user: { id: '5f1c-bob' } }),
      { expected: NAMING.nameOf('5f1c-alice'), actual: NAMING.nameOf('5f1c-bob') },
    ],
    [
      'an address, and the answer says nobody',
      'alice@example.com',
      aState({ user: {} }),
      { expected: NAMING.nameOf('alice@example.com'), actual: 'nobody' },
    ],
  ])('names whom it is about by the same pseudonym as elsewhere: %s', (_, user, state, names) => {
    expect(check(state, user)).toMatchObject([{ rule: 'user', ...names }]);
  });

  it.each<[string, ApplicationState, string]>([
    ['there is none', aState({ policies: [] }), 'no such policy'],
    ['it is not told', aState({ policies: undefined }), 'not known'],
  ])('says what was found of a policy: %s', (_, state, actual) => {
    expect(check(state).at(-1)).toMatchObject({ rule: 'status of policy 1', actual, concerned: [] });
  });

  it('tells no address', () => {
    const hostile = 'carol@example.com';
    const findings = [
      ...check(aState({ user: { email: hostile } })),
      ...check(aState({ status: hostile, policies: [{ precedence: 1, status: hostile }] })),
      ...check(aState({ appId: hostile })),
    ];

    expect(JSON.stringify(findings)).not.toContain('@example.com');
  });
});
