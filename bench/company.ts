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

/** Who is named in the configs: some who get in and some who do not. */
export const NAMED = 10;
export const nameOfApproved = (index: number): string => `approved-${String(index)}@named.example`;
export const nameOfBlocked = (index: number): string => `blocked-${String(index)}@named.example`;

/** Of each hundred users, the tested policies block one and those that they replace block another. */
export function blockedOf({ users }: Pick<Company, 'users'>): number {
  return Math.round(users / 100);
}

const PROVIDER = 'okta-1';

/**
 * The emulator's directory. The limit of requests is not what is measured, and one of the peers would meet it: it is
 * out of reach.
 */
export function renderDirectory(company: Company): string {
  const { users, testSeconds, latencyMs } = company;
  const blocked = blockedOf(company);
  const person = { identity_provider: PROVIDER, last_login: '2026-11-01' };
  const BOTH = ['staff', 'engineering'];
  const crowd = (count: number, domain: string, groups: readonly string[]) => ({
    count,
    domain,
    groups,
    ...person,
  });
  return JSON.stringify({
    version: 1,
    account_id: ACCOUNT_ID,
    api_tokens: [{ token: TOKEN }],
    settings: { test_seconds: testSeconds, latency_ms: latencyMs, rate_limit_requests: 100_000_000 },
    identity_providers: [{ id: PROVIDER, type: 'okta', name: 'Okta' }],
    users: Array.from({ length: NAMED }, (_, index) => [
      { email: nameOfApproved(index), name: `Approved ${String(index)}`, groups: BOTH, ...person },
      { email: nameOfBlocked(index), name: `Blocked ${String(index)}`, groups: ['engineering'], ...person },
    ]).flat(),
    crowds: [
      crowd(users - 2 * blocked - NAMED, 'example.com', BOTH),
      crowd(blocked, 'staff.example', ['staff']),
      crowd(blocked - NAMED, 'left.example', ['engineering']),
    ],
  });
}

/** Which group the policies of a test let in: `staff` is what is tested, `engineering` what it replaces. */
export function renderPolicies(group: 'staff' | 'engineering'): string {
  return JSON.stringify([
    {
      name: `Allow ${group}`,
      decision: 'allow',
      include: [{ okta: { name: group, identity_provider_id: PROVIDER } }],
    },
  ]);
}
