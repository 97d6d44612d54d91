import { createHash } from 'node:crypto';
import { type Directory } from '../../src/emulator/directory.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { ACCOUNT_ID } from '../support/directory.ts';
import { type Scenario } from '../support/scenario.ts';
import { type Blueprint, type BaselineDraft, type TestDraft } from './blueprint.ts';
import { type CheckCase, checkCase } from './checkCase.ts';
import { TOKEN } from './exchangeFaults.ts';
import { naiveSnapshot, type Statuses, statusesOf } from './naiveSnapshot.ts';
import { type Evidence, expectedOf } from './oracle.ts';
import { peopleOf } from './people.ts';
import { edited, inPlace, place, type Shelf } from './sides.ts';
import { createTruth, type Told } from './told.ts';
import { type Written } from './assertions.ts';
import { combined, mergedNaively, written } from './written.ts';

/** One test of a case: what is asserted of it, and the truth about it. */
export interface TestCase {
  readonly name: string;
  readonly draft: TestDraft;
  readonly written: Written;
  readonly truth: Evidence;
  readonly explain: number;
}

/** A case that can be run: what the gate gets, and the truth about it. */
export interface Case {
  readonly blueprint: Blueprint;
  readonly config: string;
  readonly files: Readonly<Record<string, string>>;
  readonly inputs: NonNullable<Scenario['inputs']>;
  readonly directory: Directory;
  readonly tests: readonly TestCase[];
  readonly check: CheckCase | undefined;
  /** The salt of the snapshot that the run writes. */
  readonly salt: string;
  /** With which a policy test is started that the run is to judge; undefined where it starts its own. */
  readonly given: readonly Policy[] | undefined;
}

const SNAPSHOT_SALT = '0123456789abcdef0123456789abcdef';

/** The id of an emulator's first policy test. */
export const FIRST_TEST = createHash('sha256').update('policy test 1').digest('hex');

export function caseOf(blueprint: Blueprint): Case {
  const { account, behaviour, crowd, run } = blueprint;
  const users = peopleOf(crowd);
  const shelf: Shelf = { files: {}, policies: new Map(), applications: new Map() };
  const bare: Directory = {
    ...account,
    users,
    apiTokens: account.apiTokens.map((token) => ({ ...token, token: TOKEN })),
    settings: { ...account.settings, ...behaviour },
  };
  const truthOf = createTruth(bare);
  const isGiven = run.mode === 'given' && blueprint.tests.length === 1;

  const drafts = blueprint.tests.map((draft, index) => {
    const baseline: BaselineDraft = isGiven ? { kind: 'none' } : draft.baseline;
    const name = `Test ${String(index)} of <b>`;
    const policies = inPlace(draft.policies, draft.place);
    const told = truthOf(policies);
    const side = baselineOf({ ...draft, baseline }, name, `baseline-${String(index)}`, told, truthOf, shelf);
    return {
      draft: { ...draft, baseline },
      name,
      policies,
      entries: place(draft.policies, draft.place, `test-${String(index)}`, shelf),
      truth: { told, before: side.before, toldBefore: side.toldBefore },
      baseline: side.entries,
    };
  });
  const own = drafts.map(({ draft, truth }) => written(draft.assertions, truth, users));
  const [first] = drafts;
  const isCompared = drafts.every(({ truth }) => truth.before !== undefined);
  const defaults =
    blueprint.defaults &&
    first &&
    combined(
      written(blueprint.defaults, isCompared ? first.truth : { ...first.truth, before: undefined }, users),
      own,
    );
  const check = blueprint.check && checkCase(blueprint.check, bare, shelf);

  const config = {
    version: 1,
    ...(defaults && { defaults }),
    tests: drafts.map(({ draft, name, entries, baseline }, index) => ({
      name,
      policies: entries,
      ...(baseline !== undefined && { baseline }),
      ...(draft.explain !== undefined && { explain: draft.explain }),
      ...(own[index] as Written),
    })),
    ...(check && { application_checks: [check.config] }),
  };
  const text = JSON.stringify(config, null, 1);
  const isSnapshot = drafts.some(({ draft }) => draft.baseline.kind === 'snapshot');
  return {
    blueprint,
    config: run.damage === undefined ? text : damaged(text, run.damage),
    files: shelf.files,
    inputs: {
      'api-token': TOKEN,
      mode: run.mode === 'validate' ? 'validate' : 'gate',
      'report-only': String(run.reportOnly),
      'on-inconclusive': run.onInconclusive,
      'timeout-minutes': String(run.timeoutMinutes),
      ...(isGiven && { 'policy-test-id': FIRST_TEST }),
    },
    directory: { ...bare, policies: shelf.policies, applications: shelf.applications },
    tests: drafts.map(({ draft, name, truth }, index) => ({
      name,
      draft,
      truth,
      explain: draft.explain ?? 3,
      written: mergedNaively(defaults, own[index] as Written),
    })),
    check,
    salt:
      isSnapshot && run.mode !== 'validate'
        ? SNAPSHOT_SALT
        : Math.floor(run.random * 16)
            .toString(16)
            .repeat(32),
    given: isGiven ? first?.policies : undefined,
  };
}

interface BaselineSide {
  readonly entries: unknown;
  readonly before: Evidence['before'];
  readonly toldBefore: Told | undefined;
}

function baselineOf(
  { baseline, policies }: TestDraft,
  test: string,
  name: string,
  told: Told,
  truthOf: (policies: readonly Policy[]) => Told,
  shelf: Shelf,
): BaselineSide {
  switch (baseline.kind) {
    case 'none':
      return { entries: undefined, before: undefined, toldBefore: undefined };
    case 'policies':
    case 'edited': {
      const earlier = baseline.kind === 'edited' ? edited(policies, baseline) : baseline.policies;
      const entries = place(earlier, baseline.place, name, shelf);
      if (earlier.length === 0) return { entries, before: 'nobody', toldBefore: undefined };
      const toldBefore = truthOf(inPlace(earlier, baseline.place));
      return { entries, before: statusesOf(toldBefore), toldBefore };
    }
    case 'snapshot': {
      const earlier = baseline.policies === undefined ? told : truthOf(baseline.policies);
      const known = [...statusesOf(earlier)].slice(baseline.joined);
      const left = Array.from(
        { length: baseline.left },
        (_, index) => [`left ${String(index)}`, 'approved'] as const,
      );
      const before: Statuses = new Map([...known, ...left]);
      shelf.files[`${name}.json`] = JSON.stringify(
        naiveSnapshot(ACCOUNT_ID, SNAPSHOT_SALT, { [test]: before }),
      );
      return { entries: { snapshot: `${name}.json` }, before, toldBefore: undefined };
    }
  }
}

/** A text with something else in one place. */
function damaged(text: string, where: number): string {
  const at = Math.floor(where * text.length);
  return `${text.slice(0, at)}${['}', '"', '7', '\u0000', ''][at % 5] ?? ''}${text.slice(at + 1)}`;
}

/** What the truth makes of a test on a day. */
export function truthOfTest({ written: asserted, truth }: TestCase, today: string) {
  return expectedOf(asserted, truth, today);
}
