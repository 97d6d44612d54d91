import fc from 'fast-check';
import { arbitraryBlueprint } from './arbitraryBlueprint.ts';
import { type Blueprint } from './blueprint.ts';
import { caseOf } from './case.ts';
import { drillOf } from './drill.ts';
import { type Coverage, createCoverage, labelsOf } from './coverage.ts';
import { verify } from './verify.ts';

/** Which random cases, and where to begin to shrink one that failed before. */
export interface Plan {
  readonly seed: number;
  readonly cases: number;
  readonly path?: string;
}

/** What a campaign found. */
export interface Campaign {
  readonly coverage: Coverage;
  /** Cases that were run, before shrinking. */
  readonly cases: number;
  /** Undefined when everything held. */
  readonly failure:
    | {
        readonly blueprint: Blueprint;
        readonly config: string;
        readonly error: string;
        readonly path: string;
      }
    | undefined;
}

/** Runs a drill of every fault and then random cases, each held against the truth; stops at the first that does not hold, and makes it smaller. */
export async function runCampaign(
  { seed, cases, path }: Plan,
  onCase: (count: number) => void,
): Promise<Campaign> {
  const coverage = createCoverage();
  let count = 0;
  const property = fc.asyncProperty(arbitraryBlueprint, async (blueprint) => {
    const one = caseOf(blueprint);
    const labels = await verify(one);
    count += 1;
    coverage.add([...labels, ...labelsOf(one)]);
    onCase(count);
  });
  const examples = drillOf(seed).map((blueprint): [Blueprint] => [blueprint]);
  const found = await fc.check(property, {
    seed,
    numRuns: cases,
    examples,
    ...(path !== undefined && { path }),
  });
  const [blueprint] = found.counterexample ?? [];
  return {
    coverage,
    cases: found.numRuns,
    failure: blueprint && {
      blueprint,
      config: caseOf(blueprint).config,
      error: String((found.errorInstance as Error | null)?.stack ?? found.errorInstance),
      path: found.counterexamplePath ?? '',
    },
  };
}
