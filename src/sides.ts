import { type BaselineConfig, type Tested } from './config/config.ts';
import { EVERY_CHANGE } from './config/schema.ts';
import { type Location, type Problem } from './errors.ts';
import { type LocatedPolicy, type PolicyEntry, type Source } from './policies/entry.ts';
import { type Plan, type PlanPolicy } from './policies/plan.ts';
import {
  type LocatedUntestable,
  type ReadPolicies,
  readPolicies,
  type Surroundings,
} from './policies/read.ts';
import { MAX_SNAPSHOT_BYTES, type Snapshot } from './snapshot.ts';
import { readInWorkspace } from './workspace.ts';

/** What a test compares: its policies, and what they replace. */
export interface ReadSides {
  /** The address in the plan, where the test is one of those that `*` stands for. */
  readonly address: string | undefined;
  readonly sources: readonly Source[];
  readonly baseline: ReadBaseline | undefined;
  /** What of either side cannot be tested. */
  readonly untestable: readonly LocatedUntestable[];
  /**
   * Of a deny policy of the plan, which lets nobody in by itself, before or after: the tested applications in which
   * its change is seen. Undefined for anything else.
   */
  readonly seenIn: readonly string[] | undefined;
  readonly problems: readonly Problem[];
}

/** What a test's policies replace. */
export type ReadBaseline =
  | { readonly kind: 'policies'; readonly sources: readonly Source[] }
  | {
      readonly kind: 'snapshot';
      /** Its path, for messages. */
      readonly file: string;
      readonly snapshot: Snapshot;
      readonly location: Location;
    };

/**
 * Reads what a test of the config is about: one test, or as many as applications and policies change in the plan.
 *
 * @param named the addresses that tests are about, for which `*` does not stand, and `*` where one is about that
 */
export async function readSides(
  tested: Tested,
  named: ReadonlySet<string>,
  surroundings: Surroundings,
): Promise<readonly ReadSides[]> {
  if (tested.kind === 'policies') return [await readGiven(tested, surroundings)];
  const { address, location } = tested;
  const { plan } = surroundings;
  // Without a plan, one address will do to say so.
  const isEvery = address === EVERY_CHANGE && typeof plan !== 'string';
  const addresses = isEvery ? plan.changed.filter((changed) => !named.has(changed)) : [address];
  const read = await Promise.all(
    addresses.map(async (each) => {
      const entries: PolicyEntry[] = [{ kind: 'terraform', address: each, location }];
      const planned = await readPolicies(entries, 'planned', surroundings);
      const prior = await readPolicies(entries, 'prior', surroundings);
      return {
        ...bothOf(planned, prior, { kind: 'policies', sources: prior.sources }),
        address: address === EVERY_CHANGE ? each : undefined,
        seenIn: typeof plan === 'string' ? undefined : findDenied(each, plan, named),
      };
    }),
  );
  const unseen = isEvery ? plan.unseen : [];
  return [
    ...read,
    ...unseen.map((one) => ({
      ...bothOf({ ...NOTHING, untestable: [{ ...one, location }] }, NOTHING, undefined),
      address: one.address,
    })),
  ];
}

/** The tested applications of a deny policy; undefined when `address` is about anything else. */
function findDenied(address: string, plan: Plan, named: ReadonlySet<string>): readonly string[] | undefined {
  const policiesOf = (of: string): PlanPolicy[] =>
    (['prior', 'planned'] as const).flatMap((side) => plan.policiesOf(of, side)?.policies ?? []);
  const own = policiesOf(address);
  const isDenied = ({ policy, address: of }: PlanPolicy): boolean =>
    of === address && typeof policy !== 'string' && policy['decision'] === 'deny';
  if (own.length === 0 || !own.every(isDenied)) return undefined;
  const tested = named.has(EVERY_CHANGE) ? [...named, ...plan.changed] : [...named];
  return [...new Set(tested)].filter(
    (of) => of !== address && policiesOf(of).some((policy) => policy.address === address),
  );
}

/** The policies that are known by their text. */
export function textsOf(sources: readonly Source[]): LocatedPolicy[] {
  return sources.flatMap((source) => (source.kind === 'policy' ? [source.text] : []));
}

async function readGiven(
  { policies, baseline }: Extract<Tested, { kind: 'policies' }>,
  surroundings: Surroundings,
): Promise<ReadSides> {
  const planned = await readPolicies(policies, 'planned', surroundings);
  if (baseline === undefined) return bothOf(planned, NOTHING, undefined);
  if (baseline.kind === 'snapshot') {
    const { read, problems } = await readSnapshot(baseline, surroundings);
    return bothOf(planned, { ...NOTHING, problems }, read);
  }
  const prior = await readPolicies(baseline.policies, 'prior', surroundings);
  return bothOf(planned, prior, { kind: 'policies', sources: prior.sources });
}

const NOTHING: ReadPolicies = { sources: [], untestable: [], problems: [] };

function bothOf(planned: ReadPolicies, prior: ReadPolicies, baseline: ReadBaseline | undefined): ReadSides {
  return {
    address: undefined,
    seenIn: undefined,
    sources: planned.sources,
    baseline,
    untestable: [...planned.untestable, ...prior.untestable],
    problems: [...planned.problems, ...prior.problems],
  };
}

async function readSnapshot(
  { path, location }: Extract<BaselineConfig, { kind: 'snapshot' }>,
  { workspace, files }: Surroundings,
): Promise<{ read: ReadBaseline | undefined; problems: readonly Problem[] }> {
  const file = await readInWorkspace(workspace, path, files, MAX_SNAPSHOT_BYTES);
  if (file.kind === 'problem') {
    const message = `${file.message} The command snapshot writes it.`;
    return { read: undefined, problems: [{ message, location }] };
  }
  const { parseSnapshot } = await import('./snapshotSchema.ts');
  const { snapshot, problems } = parseSnapshot(file.shown, file.text);
  return { read: snapshot && { kind: 'snapshot', file: file.shown, snapshot, location }, problems };
}
