import { type Location, type Problem } from '../errors.ts';

/** What the API takes for the id of a reusable policy, generously: at most 64 characters, a UUID or not. */
const ID = /^[0-9A-Za-z-]{1,64}$/;

/** What is wrong with the id of a saved reusable policy. */
export function checkPolicyId(id: string, location: Location): readonly Problem[] {
  if (ID.test(id)) return [];
  return [{ message: 'The id of a policy has 1 to 64 digits, letters and hyphens.', location }];
}
