import { type Problem } from '../errors.ts';
import { type Files } from '../world.ts';
import { type PolicyEntry, type TestedPolicy } from './entry.ts';
import { readPolicyFile, type ReadPolicies } from './file.ts';
import { checkPolicy, isMapping } from './policy.ts';

/** What the API takes for the id of a reusable policy, generously: at most 64 characters, a UUID or not. */
const ID = /^[0-9A-Za-z-]{1,64}$/;

/**
 * Reads the policies of one test, in their order. Never throws for what the entries say: everything that is wrong
 * with any of them is in `problems`, and `policies` are complete only when there are none.
 */
export async function readPolicies(
  entries: readonly PolicyEntry[],
  workspace: string,
  files: Files,
): Promise<{ policies: readonly TestedPolicy[]; problems: readonly Problem[] }> {
  const all = await Promise.all(entries.map((entry) => readEntry(entry, workspace, files)));
  return {
    policies: all.flatMap(({ policies }) => policies),
    problems: all.flatMap(({ problems }) => problems),
  };
}

async function readEntry(entry: PolicyEntry, workspace: string, files: Files): Promise<ReadPolicies> {
  switch (entry.kind) {
    case 'id': {
      if (ID.test(entry.id)) return { policies: [entry.id], problems: [] };
      const message = 'The id of a policy has 1 to 64 digits, letters and hyphens.';
      return { policies: [], problems: [{ message, location: entry.location }] };
    }
    case 'file':
      return readPolicyFile(entry.path, entry.location, workspace, files);
    case 'policy': {
      const problems = checkPolicy(entry.policy, entry.locate);
      return { policies: problems.length === 0 && isMapping(entry.policy) ? [entry.policy] : [], problems };
    }
  }
}
