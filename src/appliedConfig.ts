import { type ParsedConfig, parseConfig } from './config/load.ts';
import { readConfigText } from './config/read.ts';
import { ConfigError, GitHubError, InputError } from './errors.ts';
import { type Proposal } from './github/origin.ts';
import { type Inputs } from './inputs.ts';
import { type ConfigChange, type Report } from './report/report.ts';
import { plain, quote } from './untrusted.ts';
import { type Naming } from './verdict/person.ts';
import { type World } from './world.ts';

/** The config that a run is judged by. */
export interface AppliedConfig extends ParsedConfig {
  readonly text: string;
  /** Its path for messages. */
  readonly shown: string;
  readonly configChange: Report['configChange'];
}

type Comparison =
  | Pick<ConfigChange & { kind: 'compared' }, 'kind' | 'changes'>
  | Pick<ConfigChange & { kind: 'unknown' }, 'kind' | 'reason'>;

/** The config of the branch into which a change goes. */
type BaseConfig =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** Why it is not known. */
  | { readonly kind: 'unknown'; readonly reason: string };

/**
 * Reads the config of the workspace, and of a run about a pull request that of its base as well, which is the one that
 * counts where `config-ref` says so.
 *
 * @param naming how people are called in what changed
 * @throws ConfigError, InputError when the config that counts cannot be read
 */
export async function readAppliedConfig(
  inputs: Inputs,
  world: Pick<World, 'files' | 'connectGitHub'>,
  naming: Naming,
): Promise<AppliedConfig> {
  const { text, shown } = await readConfigText(inputs.config, inputs.workspace, world.files);
  const proposed = parseConfig(shown, text);
  const { proposal, configRef, mode } = inputs;
  if (proposal === undefined || mode === 'snapshot')
    return { ...proposed, text, shown, configChange: undefined };

  const found = await readBase(shown, proposal, inputs, world);
  // Lines are those of the base's file, which is not in the workspace.
  const branch = plain(proposal.base);
  const place = found.kind === 'text' && found.text === text ? shown : `${branch}:${shown}`;
  const base = found.kind === 'text' ? parseConfig(place, found.text) : undefined;
  const configChange: ConfigChange = {
    base: branch,
    applied: configRef,
    ...(found.kind === 'unknown' ? found : await compare(base, proposed, naming)),
  };
  if (configRef === 'workspace') return { ...proposed, text, shown, configChange };
  if (base === undefined || found.kind !== 'text') throw notFound(found, proposal, shown);
  // What is wrong with the proposed config would be wrong with that of the base once it is merged.
  const problems = place === shown ? base.problems : [...base.problems, ...proposed.problems];
  return { ...base, problems, text: found.text, shown: place, configChange };
}

/** Without a base, everything is new. What compares is a part of its own, which only a run about a change loads. */
async function compare(
  base: ParsedConfig | undefined,
  proposed: ParsedConfig,
  naming: Naming,
): Promise<Comparison> {
  if (base !== undefined && base.config === undefined) {
    return { kind: 'unknown', reason: 'the config of the base is not valid' };
  }
  const { compareConfigs } = await import('./config/comparison.ts');
  return { kind: 'compared', changes: compareConfigs(base?.config, proposed.config, naming) };
}

async function readBase(
  path: string,
  { baseRef }: Proposal,
  { github }: Inputs,
  { connectGitHub }: Pick<World, 'connectGitHub'>,
): Promise<BaseConfig> {
  if (github === undefined) {
    return { kind: 'unknown', reason: 'there is no github-token with the permission contents: read' };
  }
  try {
    const client = await connectGitHub(github);
    const text = await client.readFile(path, baseRef);
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text };
  } catch (error) {
    if (error instanceof GitHubError) return { kind: 'unknown', reason: error.message };
    throw error;
  }
}

function notFound(found: BaseConfig, { base }: Proposal, path: string): ConfigError | InputError {
  if (found.kind === 'unknown') return new InputError([{ message: `config-ref: base: ${found.reason}` }]);
  const message = `config-ref: base: ${quote(base)} has no file ${quote(path)}. Merge the config first, with config-ref: workspace.`;
  return new ConfigError([{ message }]);
}
