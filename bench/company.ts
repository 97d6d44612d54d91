/** An account as a measurement needs it. */
export interface Company {
  readonly users: number;
  readonly testSeconds: number;
  readonly latencyMs: number;
}

/** The company of which the pages are timed, and the whole gate with a test that takes a while. */
export const PAGED = { users: 50_000, testSeconds: 0, latencyMs: 50 } as const satisfies Company;
export const WHOLE = { ...PAGED, testSeconds: 20 } as const satisfies Company;

/** Without latency, behind which work could hide; and a tenth of it. */
export const MILLION = { users: 1_000_000, testSeconds: 0, latencyMs: 0 } as const satisfies Company;
export const TENTH = { ...MILLION, users: MILLION.users / 10 } as const satisfies Company;

/** With a test that has to be waited for, because that takes requests as well. */
export const WAITED_MILLION = { ...MILLION, testSeconds: 20 } as const satisfies Company;

export const ACCOUNT_ID = '023e105f4ecef8ad9ca31a8372d0c353';
export const TOKEN = 'emulator-token';

/** Of each hundred users, the tested policies block one and those that they replace block another. */
export function blockedOf({ users }: Pick<Company, 'users'>): number {
  return Math.round(users / 100);
}

/** The crowds of the company: who get in by either policies, and who by one of them only. */
const CROWDS = {
  staff: ['engineering', 'wiki'],
  guest: ['wiki'],
  temp: ['engineering'],
} as const;

/** Somebody whom the tested policies let in, or block; `number` is from 1. */
export const addressOfApproved = (number: number): string => `staff-${String(number)}@example.com`;
export const addressOfBlocked = (number: number): string => `guest-${String(number)}@example.com`;

const PROVIDER = 'okta-1';

/**
 * The emulator's directory. The limit of requests is not what is measured, and one of the peers would meet it: it is
 * out of reach.
 */
export function renderDirectory(company: Company): string {
  const { users, testSeconds, latencyMs } = company;
  const blocked = blockedOf(company);
  const counts = { staff: users - 2 * blocked, guest: blocked, temp: blocked };
  return JSON.stringify({
    version: 1,
    account_id: ACCOUNT_ID,
    api_tokens: [{ token: TOKEN }],
    settings: { test_seconds: testSeconds, latency_ms: latencyMs, rate_limit_requests: 100_000_000 },
    identity_providers: [{ id: PROVIDER, type: 'okta', name: 'Okta' }],
    users: [],
    crowds: (['staff', 'guest', 'temp'] as const).map((name) => ({
      name,
      domain: 'example.com',
      count: counts[name],
      groups: CROWDS[name],
      identity_provider: PROVIDER,
      last_login: '2026-11-01',
    })),
  });
}

/**
 * A policy that lets one group in: `engineering` is what is tested, `wiki` what it replaces. It has the same name in both,
 * so that one policy is changed and nothing is left to explain.
 */
export function renderPolicies(group: 'engineering' | 'wiki'): string {
  return JSON.stringify([
    {
      name: 'Allow a group',
      decision: 'allow',
      include: [{ okta: { name: group, identity_provider_id: PROVIDER } }],
    },
  ]);
}
