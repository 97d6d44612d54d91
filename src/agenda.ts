import { type ApplicationCheckConfig, type TestConfig } from './config/config.ts';
import { parseConfig } from './config/load.ts';
import { readConfigText } from './config/read.ts';
import { ConfigError, InputError, type Problem, renderProblem } from './errors.ts';
import { type Inputs } from './inputs.ts';
import { checkPolicies } from './lint/findings.ts';
import { type TestedPolicy } from './policies/entry.ts';
import { readPolicies } from './policies/read.ts';
import { plain } from './untrusted.ts';
import { type Finding } from './verdict/finding.ts';
import { createNaming, type Naming } from './verdict/person.ts';
import { foldCase } from './verdict/user.ts';
import { type World } from './world.ts';

/** A test of the config with all that it takes to run it; its name is fit to be shown. */
export interface ReadyTest extends TestConfig {
  /** What the policy test is started with. */
  readonly tested: readonly TestedPolicy[];
  /** What their text alone tells. */
  readonly policyFindings: readonly Finding[];
  /** How its users are called. */
  readonly naming: Naming;
}

/** An application check of the config; its name is fit to be shown. */
export interface ReadyCheck extends ApplicationCheckConfig {
  readonly naming: Naming;
}

/** Everything that a run does, in its order. */
export interface Agenda {
  readonly tests: readonly ReadyTest[];
  readonly applicationChecks: readonly ReadyCheck[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads the config and every policy it names.
 *
 * @throws ConfigError with everything that is wrong with them; InputError when policy-test-id does not fit
 */
export async function readAgenda(
  { config: path, workspace, policyTestId, connection }: Inputs,
  { files }: Pick<World, 'files'>,
): Promise<Agenda> {
  const { text, shown } = await readConfigText(path, workspace, files);
  const { config, policyEntries, problems } = parseConfig(shown, text);
  const policies = await Promise.all(policyEntries.map((entries) => readPolicies(entries, workspace, files)));

  // Several tests may name the same file.
  const everything = new Map(
    [...problems, ...policies.flatMap((read) => read.problems)].map((problem) => [
      renderProblem(problem),
      problem,
    ]),
  );
  if (config === undefined || everything.size > 0) throw new ConfigError([...everything.values()]);
  if (policyTestId !== undefined && config.tests.length !== 1) {
    const message = `policy-test-id judges one test, but ${shown} has ${String(config.tests.length)}.`;
    throw new InputError([{ message }]);
  }
  const accountId = connection?.accountId ?? '';
  const labels = config.tests.map(labelsOf);
  const tests = config.tests.map((test, index) => ({
    ...test,
    name: plain(test.name),
    tested: (policies[index]?.policies ?? []).map(({ policy }) => policy),
    policyFindings: checkPolicies(policies[index]?.policies ?? [], test.policySeverities),
    naming: createNaming(accountId, labels[index] ?? new Map()),
  }));
  const everyLabel = new Map(labels.flatMap((some) => [...some]));
  const applicationChecks = config.applicationChecks.map((check) => ({
    ...check,
    name: plain(check.name),
    naming: createNaming(accountId, everyLabel),
  }));
  return { tests, applicationChecks, warnings: config.warnings };
}

function labelsOf({ expectations }: TestConfig): Map<string, string> {
  return new Map(
    expectations.flatMap(({ label, subject }) =>
      subject.kind === 'user' && label !== undefined ? [[foldCase(subject.user), label]] : [],
    ),
  );
}
