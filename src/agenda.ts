import { createHash } from 'node:crypto';
import { readAppliedConfig } from './appliedConfig.ts';
import { type ApplicationCheckConfig, type TestConfig, type Tested } from './config/config.ts';
import { ConfigError, InputError, type Problem, renderProblem } from './errors.ts';
import { type Inputs } from './inputs.ts';
import { prepareTest, type ReadyTest } from './readyTest.ts';
import { type PlanReport, type Report, type Scope } from './report/report.ts';
import { itemsOf } from './shard.ts';
import { readSides } from './sides.ts';
import { type ReadPlan } from './terraformPlan.ts';
import { plain } from './untrusted.ts';
import { createNaming, type Naming } from './verdict/person.ts';
import { foldCase } from './verdict/user.ts';
import { type Files, type World } from './world.ts';

/** An application check of the config; its name is fit to be shown. */
export interface ReadyCheck extends ApplicationCheckConfig {
  readonly naming: Naming;
}

/** Everything that a run does, in its order. */
export interface Agenda {
  readonly tests: readonly ReadyTest[];
  readonly applicationChecks: readonly ReadyCheck[];
  /** What the Terraform plan does, and what its text tells. */
  readonly plan: PlanReport | undefined;
  /** That of the first snapshot which is a baseline. */
  readonly salt: string | undefined;
  readonly warnings: readonly Problem[];
  readonly configChange: Report['configChange'];
  readonly scope: Scope;
}

/**
 * Reads the config, every policy it names, snapshots and the Terraform plan.
 *
 * @throws ConfigError with everything that is wrong with them; InputError when policy-test-id does not fit
 */
export async function readAgenda(
  inputs: Inputs,
  world: Pick<World, 'files' | 'connectGitHub'>,
): Promise<Agenda> {
  const { workspace, connection, mode } = inputs;
  const { files } = world;
  const namingOf = (labels: ReadonlyMap<string, string>): Naming =>
    createNaming(connection?.accountId ?? '', labels, inputs.identities);
  const applied = await readAppliedConfig(inputs, world, namingOf(new Map()));
  const { config, tested, problems, shown, text, configChange } = applied;
  const planned = await loadPlan(inputs, files);
  const addresses = new Set(tested.flatMap((test) => (test.kind === 'plan' ? [test.address] : [])));
  const sides = await Promise.all(
    tested.map((test) =>
      readSides(mode === 'snapshot' ? withoutBaseline(test) : test, addresses, {
        workspace,
        files,
        plan: planned === undefined ? 'not given' : (planned.plan ?? 'unreadable'),
      }),
    ),
  );

  const configured = await Promise.all(
    (config?.tests ?? []).map(async (test, index) => {
      const labels = labelsOf(test);
      return { labels, ...(await prepareTest(test, sides[index] ?? [], namingOf(labels), inputs)) };
    }),
  );
  const everything = [
    ...problems,
    ...(planned?.problems ?? []),
    ...sides.flat().flatMap((read) => read.problems),
    ...configured.flatMap((prepared) => prepared.problems),
  ];
  if (config === undefined || everything.length > 0) throw new ConfigError(distinct(everything));
  const tests = withDistinctNames(configured.flatMap((prepared) => prepared.tests));
  checkGiven(inputs, tests, shown);

  const everyLabel = new Map(configured.flatMap(({ labels }) => [...labels]));
  const applicationChecks = config.applicationChecks.map((check) => ({
    ...check,
    name: plain(check.name),
    naming: namingOf(everyLabel),
  }));
  const whole = { tests, applicationChecks: mode === 'snapshot' ? [] : applicationChecks };
  return {
    ...partOf(whole, inputs),
    scope: scopeOf(whole, text, inputs),
    // Of several parts, the first tells what is to be told once.
    plan: (inputs.shard?.index ?? 1) === 1 ? planned?.report(config.planSeverities) : undefined,
    salt: sides
      .flat()
      .flatMap(({ baseline }) => (baseline?.kind === 'snapshot' ? [baseline.snapshot.salt] : []))[0],
    configChange,
    warnings: [...inputs.warnings, ...config.warnings, ...(planned?.warnings ?? [])],
  };
}

/** The reader of plans is a part of its own, which only a run with a plan loads. */
async function loadPlan(inputs: Inputs, files: Files): Promise<ReadPlan | undefined> {
  if (inputs.terraformPlan === undefined) return undefined;
  const { readPlan } = await import('./terraformPlan.ts');
  return readPlan(inputs.terraformPlan, inputs.workspace, files);
}

type Judgeable = Pick<Agenda, 'tests' | 'applicationChecks'>;

function partOf({ tests, applicationChecks }: Judgeable, { shard }: Inputs): Judgeable {
  if (shard === undefined) return { tests, applicationChecks };
  const mine = new Set(itemsOf([...tests, ...applicationChecks], ({ name }) => name, shard));
  return {
    tests: tests.filter((test) => mine.has(test)),
    applicationChecks: applicationChecks.filter((check) => mine.has(check)),
  };
}

/** Jobs of one run are told from those of another by its page. */
function scopeOf({ tests, applicationChecks }: Judgeable, text: string, { runUrl = '' }: Inputs): Scope {
  const names = [...tests, ...applicationChecks].map(({ name }) => name);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([runUrl, text, names]))
    .digest('hex');
  return { fingerprint, items: names.length };
}

/** Addresses of a plan may be told apart by what is not shown: those that come later are numbered. */
function withDistinctNames(tests: readonly ReadyTest[]): readonly ReadyTest[] {
  const seen = new Map<string, number>();
  return tests.map((test) => {
    const count = (seen.get(test.name) ?? 0) + 1;
    seen.set(test.name, count);
    return count === 1 ? test : { ...test, name: `${test.name} (${String(count)})` };
  });
}

/** Several tests may name the same file. */
function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [renderProblem(problem), problem])).values()];
}

function checkGiven({ policyTestId }: Inputs, tests: readonly ReadyTest[], shown: string): void {
  if (policyTestId === undefined) return;
  const [test, ...others] = tests;
  if (test === undefined || others.length > 0) {
    const message = `policy-test-id judges one test, but ${shown} has ${String(tests.length)}.`;
    throw new InputError([{ message }]);
  }
  if (test.baseline !== undefined) {
    const message = `policy-test-id judges a test that was started before and compares it with nothing, but the test of ${shown} has a baseline: leave out one of them.`;
    throw new InputError([{ message }]);
  }
}

function labelsOf({ expectations }: TestConfig): Map<string, string> {
  return new Map(
    expectations.flatMap(({ label, subject }) =>
      subject.kind === 'user' && label !== undefined ? [[foldCase(subject.user), label]] : [],
    ),
  );
}

/** A snapshot is taken of the policies; what they replace need not be there. */
function withoutBaseline(tested: Tested): Tested {
  return tested.kind === 'policies' ? { ...tested, baseline: undefined } : tested;
}
