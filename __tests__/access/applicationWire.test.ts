import { describe, expect, it } from '@jest/globals';
import { decodeApplicationState, decodeSavedPolicies } from '../../src/access/applicationWire.ts';
import { WireError } from '../../src/errors.ts';

function messageOf(decode: () => unknown): string {
  try {
    return `accepted: ${JSON.stringify(decode())}`;
  } catch (error) {
    return error instanceof WireError ? error.message : `another error: ${String(error)}`;
  }
}

describe('the state of an application', () => {
  it('says who was checked, and how the application and its policies fared', () => {
    const wire = {
      app_state: {
        app_uid: 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415',
        name: 'Wiki',
        policies: [{ decision: 'allow', include: [], precedence: 1, status: 'Success' }],
        status: 'Success',
      },
      user_identity: {
        id: '1164449231',
        user_uuid: '5f1c',
        email: 'alice@example.com',
        geo: { country: 'US' },
      },
    };

    expect(decodeApplicationState(wire)).toEqual({
      appId: 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415',
      user: { id: '5f1c', email: 'alice@example.com' },
      status: 'Success',
      policies: [{ precedence: 1, status: 'Success' }],
    });
  });

  it.each<[string, unknown, ReturnType<typeof decodeApplicationState>]>([
    ['everything', {}, { appId: undefined, user: undefined, status: undefined, policies: undefined }],
    [
      'the user, for null',
      { app_state: null, user_identity: null },
      { appId: undefined, user: undefined, status: undefined, policies: undefined },
    ],
    [
      'what makes policies of another shape',
      { app_state: { policies: [1, 'x', null, { precedence: 'first' }, { status: 'Success' }] } },
      {
        appId: undefined,
        user: undefined,
        status: undefined,
        policies: [{}, {}, {}, {}, { status: 'Success' }],
      },
    ],
    [
      "the user's UUID, whose other id stands in",
      { user_identity: { id: '116' } },
      {
        appId: undefined,
        user: { id: '116', email: undefined },
        status: undefined,
        policies: undefined,
      },
    ],
  ])('may leave out %s', (_, result, expected) => {
    expect(decodeApplicationState(result)).toEqual(expected);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'Invalid input: expected object, received undefined'],
    ['a list', [], 'Invalid input: expected object, received array'],
    [
      'a status that is no text',
      { app_state: { status: true } },
      'app_state.status: Invalid input: expected string, received boolean',
    ],
    [
      'an address that is no text',
      { user_identity: { email: 1 } },
      'user_identity.email: Invalid input: expected string, received number',
    ],
    [
      'policies that are no list',
      { app_state: { policies: {} } },
      'app_state.policies: Invalid input: expected array, received object',
    ],
  ])('is not %s', (_, result, message) => {
    expect(messageOf(() => decodeApplicationState(result))).toBe(`has not the documented shape: ${message}`);
  });
});

describe('a saved policy', () => {
  const LEAST = { name: 'Staff', decision: 'allow', include: [{ everyone: {} }] };

  it('is told with its id and place, and without what a policy test does not take', () => {
    const wire = {
      ...LEAST,
      id: 'p1',
      uid: 'p1',
      account_id: 'a1',
      app_count: 2,
      precedence: 3,
      reusable: true,
      created_at: '2026-01-01T00:00:00Z',
      updated_at: '2026-01-02T00:00:00Z',
    };

    expect(decodeSavedPolicies([wire])).toEqual([{ id: 'p1', precedence: 3, policy: LEAST }]);
  });

  it('keeps every other field and selector as it is, known or not', () => {
    const policy = {
      ...LEAST,
      include: [{ moon_phase: { full: true, id: null } }, { group: { id: 'g1', precedence: 1 } }],
      require: [],
      exclude: [{ email: { email: 'a@example.com' } }],
      session_duration: '24h',
      approval_required: false,
      approval_groups: [{ approvals_needed: 0, email_list_uuid: null }],
      mfa_config: { created_at: 'x' },
      purpose_justification_prompt: '',
      tidal_lock: { id: 3 },
    };

    expect(decodeSavedPolicies([policy])).toEqual([{ id: undefined, precedence: undefined, policy }]);
  });

  it('is without what is null', () => {
    const wire = {
      ...LEAST,
      id: null,
      precedence: null,
      require: null,
      session_duration: null,
      tidal_lock: null,
    };

    expect(JSON.stringify(decodeSavedPolicies([wire]))).toBe(JSON.stringify([{ policy: LEAST }]));
  });

  it.each<[string, unknown, string]>([
    ['no name', { ...LEAST, name: undefined }, '0.name: Invalid input: expected string, received undefined'],
    ['null for a name', { ...LEAST, name: null }, '0.name: Invalid input: expected string, received null'],
    [
      'no decision',
      { ...LEAST, decision: undefined },
      '0.decision: Invalid input: expected string, received undefined',
    ],
    [
      'no include',
      { ...LEAST, include: undefined },
      '0.include: Invalid input: expected array, received undefined',
    ],
    [
      'null for include',
      { ...LEAST, include: null },
      '0.include: Invalid input: expected array, received null',
    ],
    [
      'one rule as include',
      { ...LEAST, include: {} },
      '0.include: Invalid input: expected array, received object',
    ],
    [
      'a precedence as text',
      { ...LEAST, precedence: '1' },
      '0.precedence: Invalid input: expected number, received string',
    ],
    ['a number for an id', { ...LEAST, id: 7 }, '0.id: Invalid input: expected string, received number'],
    ['nothing but its id', 'p1', '0: Invalid input: expected object, received string'],
  ])('cannot have %s', (_, wire, message) => {
    expect(messageOf(() => decodeSavedPolicies([wire]))).toBe(`has not the documented shape: ${message}`);
  });

  it('comes with others in a list, which has no more than a page', () => {
    expect(messageOf(() => decodeSavedPolicies({}))).toContain('expected array, received object');
    expect(messageOf(() => decodeSavedPolicies(Array(1_001).fill(LEAST)))).toContain('has 1001 rows');
  });
});
