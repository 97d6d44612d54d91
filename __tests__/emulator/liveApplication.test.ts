import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Application, type ApplicationPolicy, type Directory } from '../../src/emulator/directory.ts';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { type Policy } from '../../src/policies/entry.ts';
import { type UserStatus } from '../../src/verdict/assertion.ts';
import { aClient, aConnection } from '../support/access.ts';
import { arbitraryDirectory, arbitraryPolicies, arbitraryUser } from '../support/arbitraries.ts';
import { aDirectory, API_TOKEN, aUser, someSettings } from '../support/directory.ts';

const APP_ID = 'f174e90a-fafe-4643-bbbc-4a0ed4fc8415';

const STATUS_OF_WORD: Readonly<Record<string, UserStatus>> = {
  Success: 'approved',
  Failure: 'blocked',
  Error: 'error',
};

function anApplication(
  policies: readonly ApplicationPolicy[],
  checkedUser: Application['checkedUser'],
): Application {
  return { id: APP_ID, name: 'Wiki', domain: 'wiki.example.com', zoneId: undefined, policies, checkedUser };
}

/** What the check of an application says of its user, and what a test of the policies that are read does. */
async function bothWays(
  directory: Directory,
): Promise<{ checked: unknown; tested: unknown; policies: readonly Policy[] }> {
  const { handle } = createEmulator(directory, { now: () => 0 });
  const { client, limits } = aClient(handle, {
    connection: aConnection({ credentials: { kind: 'token', token: API_TOKEN } }),
  });
  const policies = await client.readApplicationPolicies(APP_ID, limits);
  const testId = await client.startTest(policies, limits);
  const [row] = await client.readUsersPage(testId, { page: 1, perPage: 1000 }, limits);
  const { status } = await client.readApplicationState({ appId: APP_ID }, limits);
  return { checked: STATUS_OF_WORD[status ?? ''], tested: row?.status, policies };
}

test("a policy test of an application's policies says what its check says, whatever they are", async () => {
  const seen = new Map<unknown, number>();

  await fc.assert(
    fc.asyncProperty(
      arbitraryPolicies,
      arbitraryUser,
      arbitraryDirectory,
      fc.boolean(),
      async (policies, user, directory, isSaved) => {
        const own = policies.map((policy, index) =>
          isSaved ? { ...policy, id: `saved-${String(index)}` } : policy,
        );
        const { checked, tested } = await bothWays({
          ...directory,
          // Only an application says what precedes what.
          settings: { ...directory.settings, policyOrder: 'first_to_last', maxPerPage: 2 },
          users: [user],
          applications: new Map([[APP_ID, anApplication(own, user)]]),
        });
        seen.set(checked, (seen.get(checked) ?? 0) + 1);
        expect(tested).toBe(checked);
      },
    ),
    { seed: 20261122, numRuns: 200 },
  );

  expect([...seen.values()].filter((times) => times >= 10)).toHaveLength(3);
});

test('the policies of an application come back as the directory has them, in their order', async () => {
  const own = (name: string, include: ApplicationPolicy['include']): ApplicationPolicy => ({
    name,
    decision: name === 'Rest' ? 'deny' : 'allow',
    include,
    require: [],
    exclude: [],
  });
  const [ten, staff, rest] = [
    own('Ten', [{ okta: { name: 'ten', identity_provider_id: 'okta-1' } }, { shoe_size: { size: 42 } }]),
    own('Staff', [{ email_domain: { domain: 'example.com' } }]),
    own('Rest', [{ everyone: {} }]),
  ];
  const alice = aUser();

  const { policies, checked, tested } = await bothWays({
    ...aDirectory({ settings: someSettings({ max_per_page: 1, result_info: true }), users: [alice] }),
    applications: new Map([[APP_ID, anApplication([{ ...ten, id: 'saved-1' }, staff, rest], alice)]]),
  });

  expect(policies).toEqual([ten, staff, rest]);
  expect([checked, tested]).toEqual(['error', 'error']);
});
