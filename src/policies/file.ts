import { parseSource, type SourceDocument } from '../document.ts';
import { type Location, type Problem } from '../errors.ts';
import { MAX_PROBLEMS } from '../limits.ts';
import { readInWorkspace } from '../workspace.ts';
import { type Files } from '../world.ts';
import { isMapping, type LocatedPolicy } from './entry.ts';
import { checkPolicyId } from './id.ts';
import { findJsonMistake } from './json.ts';
import { checkPolicy } from './policy.ts';

/** What a policy file holds. */
export interface PolicyFile {
  readonly policies: readonly LocatedPolicy[];
  readonly problems: readonly Problem[];
}

/**
 * Reads a file of the workspace with one policy, or a list of policies and ids of saved ones: strictly JSON where its name ends in `.json`,
 * else YAML. Problems stand at their place in the file, or at `mention` when it cannot be read.
 */
export async function readPolicyFile(
  path: string,
  mention: Location,
  workspace: string,
  files: Files,
): Promise<PolicyFile> {
  const file = await readInWorkspace(workspace, path, files);
  if (file.kind === 'problem') return rejected([{ message: file.message, location: mention }]);
  return parsePolicyFile(file.shown, file.text);
}

/** Reads the text of a policy file; `file` is its path for messages. */
export function parsePolicyFile(file: string, text: string): PolicyFile {
  const document = parseSource(file, text);
  const mistakes = file.toLowerCase().endsWith('.json') ? jsonMistakes(document, text) : [];
  if (mistakes.length > 0) return rejected(mistakes);
  if (document.value === undefined && document.problems.length > 0) return rejected(document.problems);
  const problems = [...document.problems, ...checkPolicies(document)];
  return problems.length > 0 ? rejected(problems) : { policies: policiesOf(document), problems };
}

function checkPolicies({ value, locate }: SourceDocument): readonly Problem[] {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) {
    const what = value === undefined ? 'file' : 'list';
    return [{ message: `The ${what} is empty: it needs at least one policy.`, location: locate([]) }];
  }
  return Array.isArray(value)
    ? value.flatMap((item: unknown, index) =>
        typeof item === 'string'
          ? checkPolicyId(item, locate([index]))
          : checkPolicy(item, (path) => locate([index, ...path])),
      )
    : checkPolicy(value, locate);
}

function policiesOf({ value, locate }: SourceDocument): readonly LocatedPolicy[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const above = Array.isArray(value) ? (index: number) => [index] : () => [];
  return items.flatMap((policy, index) =>
    typeof policy === 'string' || isMapping(policy)
      ? [{ policy, locate: (path) => locate([...above(index), ...path]) }]
      : [],
  );
}

function jsonMistakes({ at }: SourceDocument, text: string): readonly Problem[] {
  const mistake = findJsonMistake(text);
  return mistake ? [{ message: mistake.message, location: at(mistake.offset) }] : [];
}

function rejected(problems: readonly Problem[]): PolicyFile {
  return { policies: [], problems: problems.slice(0, MAX_PROBLEMS) };
}
