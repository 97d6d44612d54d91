import { type Problem } from '../errors.ts';
import { type Files } from '../world.ts';
import { isMapping, type Locate, type LocatedPolicy, type PolicyEntry } from './entry.ts';
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
): Promise<{ policies: readonly LocatedPolicy[]; problems: readonly Problem[] }> {
  const all = await Promise.all(entries.map((entry) => readEntry(entry, workspace, files)));
  return {
    policies: all.flatMap(({ policies }) => policies),
    problems: all.flatMap(({ problems }) => problems),
  };
}

async function readEntry(entry: PolicyEntry, workspace: string, files: Files): Promise<ReadPolicies> {
  switch (entry.kind) {
    case 'id':
      return accepted(entry.id, () => entry.location, checkPolicyId(entry.id, entry.location));
    case 'file':
      return readPolicyFile(entry.path, entry.location, workspace, files);
    case 'policy':
      return accepted(entry.policy, entry.locate, checkPolicy(entry.policy, entry.locate));
    case 'terraform':
    case 'application':
      return { policies: [], problems: [] };
  }
}

/** The policy, unless there are problems with it. */
function accepted(policy: unknown, locate: Locate, problems: readonly Problem[]): ReadPolicies {
  const isPolicy = typeof policy === 'string' || isMapping(policy);
  return { policies: isPolicy && problems.length === 0 ? [{ policy, locate }] : [], problems };
}
