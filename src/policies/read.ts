import { type Problem } from '../errors.ts';
import { type Files } from '../world.ts';
import { isMapping, type PolicyEntry, type TestedPolicy } from './entry.ts';
import { readPolicyFile, type ReadPolicies } from './file.ts';
import { checkPolicyId } from './id.ts';
import { checkPolicy } from './policy.ts';

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
      const problems = checkPolicyId(entry.id, entry.location);
      return { policies: problems.length === 0 ? [entry.id] : [], problems };
    }
    case 'file':
      return readPolicyFile(entry.path, entry.location, workspace, files);
    case 'policy': {
      const problems = checkPolicy(entry.policy, entry.locate);
      return { policies: problems.length === 0 && isMapping(entry.policy) ? [entry.policy] : [], problems };
    }
  }
}
