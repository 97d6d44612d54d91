import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ApiError } from '../src/errors.ts';
import { listNamed, listNeeded } from '../src/listing.ts';
import { type PolicyTest } from '../src/policyTest.ts';
import {
  type Expectation,
  type Threshold,
  USER_STATUSES,
  type UserStatus,
} from '../src/verdict/assertion.ts';
import { beforeOf, type Changes, createComparison, NOBODY, type Rest } from '../src/verdict/changes.ts';
import { type Finding } from '../src/verdict/finding.ts';
import { checkTest } from '../src/verdict/guards.ts';
import { judge } from '../src/verdict/judge.ts';
import { MAX_PER_PAGE } from '../src/limits.ts';
import { FEW_PAGES, knownWith, planRest } from '../src/verdict/listingPlan.ts';
import { countConcerned } from '../src/verdict/people.ts';
import { checkComparison } from '../src/verdict/population.ts';
import { createTally, type Tally } from '../src/verdict/tally.ts';
import { concernedByCounts } from '../src/verdict/thresholds.ts';
import { type User } from '../src/verdict/user.ts';
import { aGlobExpectation, anExpectation, aThreshold } from './support/assertions.ts';
import { aRow, countsOf, judged, namingOf, TODAY } from './support/judged.ts';

type Row = User & { readonly status: UserStatus };

interface Listing {
  readonly policyTest: PolicyTest;
  /** `blocked 1`, one a page. */
  readonly pages: string[];
  /** Who was wanted to the end, and given up before it. */
  readonly givenUp: string[];
}

/** A completed policy test of these users; `filter` says whom it gives to somebody who asks for a status. */
function aCompleted(
  users: readonly User[],
  filter: (user: User, status: UserStatus) => boolean = (user, status) => user.status === status,
): Listing {
  const pages: string[] = [];
  const givenUp: string[] = [];
  const nobody = (): Promise<never> => Promise.reject(new Error('This is not to be asked for.'));
  const policyTest: PolicyTest = {
    id: 'f1a8b3c9',
    given: false,
    status: 'complete',
    counts: countsOf(users),
    listed: { pages: 0, of: 0 },
    announce: () => undefined,
    start: nobody,
    complete: nobody,
    list({ status, isWhole }, see) {
      const rows = status === undefined ? users : users.filter((user) => filter(user, status));
      for (let page = 0; page * MAX_PER_PAGE < Math.max(1, rows.length); page += 1) {
        pages.push(`${status ?? 'everybody'} ${page + 1}`);
        if (!see(rows.slice(page * MAX_PER_PAGE, (page + 1) * MAX_PER_PAGE))) continue;
        if (isWhole && (page + 1) * MAX_PER_PAGE < rows.length) givenUp.push(status ?? 'everybody');
        return Promise.resolve(false);
      }
      return Promise.resolve(true);
    },
  };
  return { policyTest, pages, givenUp };
}

const LOG = { debug: () => undefined, info: () => undefined, progress: () => undefined };
const RUNNING = { log: LOG, interrupted: new AbortController().signal };

interface Judged extends Pick<Listing, 'pages' | 'givenUp'> {
  readonly findings: readonly Finding[];
  /** Of the pages, how many were read to judge; the others name people. */
  readonly needed: number;
}

/** What is found by listing no more than it takes. */
async function judgedByNeed(
  users: readonly User[],
  thresholds: readonly Threshold[],
  expectations: readonly Expectation[],
  listing = aCompleted(users),
): Promise<Judged> {
  const { policyTest, pages, givenUp } = listing;
  const { counts } = policyTest;
  const naming = namingOf(expectations);
  const tally = createTally(expectations, naming);
  await listNeeded(policyTest, tally, [], LOG);
  const needed = pages.length;
  await listNamed(policyTest, tally, concernedByCounts(thresholds, counts), RUNNING);
  const tallied = tally.result();
  const guards = checkTest(counts, tallied, expectations);
  const findings = judge({ thresholds, expectations }, counts, tallied, undefined, guards, naming, TODAY);
  return { findings, pages, needed, givenUp };
}

/** `usersApproved` of everybody, then the others, spread evenly. */
function aPopulation(approved: number, blocked: number, error: number): Row[] {
  const some = (count: number, status: UserStatus): [number, Row][] =>
    Array.from({ length: count }, (_, index) => [
      (index + 0.5) / count,
      aRow(`${status}${index + 1}@${index % 2 ? 'example.com' : 'contractor.example'}`, status) as Row,
    ]);
  return [...some(approved, 'approved'), ...some(blocked, 'blocked'), ...some(error, 'error')]
    .sort(([one], [other]) => one - other)
    .map(([, row]) => row);
}

const COUNTED = fc.oneof(fc.constant(0), fc.nat(9), fc.nat(1_500));
const POPULATION = fc
  .tuple(fc.oneof(COUNTED, fc.nat(4_000)), COUNTED, COUNTED)
  .map(([approved, blocked, error]) => aPopulation(approved, blocked, error))
  .filter((users) => users.length > 0);
const STATUS = fc.constantFrom(...USER_STATUSES);
const USER = fc
  .tuple(STATUS, fc.oneof(fc.nat(3), fc.nat(5_000)), STATUS, fc.constantFrom('fail', 'warn', 'ignore'))
  .map(([group, number, status, ifMissing]) =>
    anExpectation({
      subject: {
        kind: 'user',
        user: `${group}${number}@${number % 2 ? 'contractor.example' : 'example.com'}`,
        ifMissing,
      },
      status,
    }),
  );
const GLOB = fc
  .tuple(
    fc.subarray(['*@example.com', '*@contractor.example', 'blocked*', 'error1*@*', '*@nowhere.example'], {
      minLength: 1,
    }),
    STATUS,
    fc.constantFrom(0, 1, 2, 1_200),
  )
  .map(([patterns, status, atLeast]) => aGlobExpectation(patterns, { status, atLeast }));
const THRESHOLD = fc
  .tuple(
    fc.constantFrom('percent_blocked', 'users_approved', 'users_errored', 'total_users'),
    fc.nat(60),
    fc.boolean(),
  )
  .map(([metric, bound, isMax]) => aThreshold({ metric, ...(isMax ? { max: bound } : { min: bound }) }));

/** What a finding comes to, but for what is only told where everybody is listed. */
function essence({ kind, rule, outcome, severity, expected }: Finding): string {
  return [kind, rule, outcome, severity, expected].join(' | ');
}

describe('listing what it takes', () => {
  it('judges as listing everybody does, by no more than two further pages, and names them by few', async () => {
    await fc.assert(
      fc.asyncProperty(
        POPULATION,
        fc.array(fc.oneof(USER, GLOB), { maxLength: 4 }),
        fc.array(THRESHOLD, { maxLength: 2 }),
        async (users, expectations, thresholds) => {
          const { findings, pages, needed, givenUp } = await judgedByNeed(users, thresholds, expectations);
          expect(givenUp).toEqual([]);
          const whole = judged({ users, thresholds, expectations });
          expect(findings.map(essence)).toEqual(whole.map(essence));
          expect(needed).toBeLessThanOrEqual(Math.ceil(users.length / MAX_PER_PAGE) + 2);
          expect(pages.length - needed).toBeLessThanOrEqual(USER_STATUSES.length * FEW_PAGES);

          // Whoever breaks an expectation is named, but for those whom nobody had to look for.
          findings.forEach((finding, index) => {
            const [here, there] = [
              countConcerned(finding.concerned),
              countConcerned(whole[index]?.concerned ?? []),
            ];
            if (
              finding.kind === 'threshold' ||
              expectations[index - thresholds.length]?.subject.kind === 'users'
            )
              expect(here).toBe(there);
          });
        },
      ),
      { numRuns: 80 },
    );
  });

  const MANY = aPopulation(30_000, 700, 3);

  it.each<[string, readonly Threshold[], readonly Expectation[], readonly string[]]>([
    ['nobody for thresholds that hold', [aThreshold({ max: 3 })], [], []],
    ['whoever breaks a threshold', [aThreshold({ max: 1 })], [], ['blocked 1']],
    ['some of too many', [aThreshold({ metric: 'users_approved', max: 1 })], [], ['approved 1']],
    [
      'whoever could break an expectation',
      [],
      [anExpectation({ subject: { kind: 'user', user: 'nobody@example.com', ifMissing: 'ignore' } })],
      ['error 1', 'blocked 1'],
    ],
    [
      'the pages up to the one on which everybody was found',
      [],
      [anExpectation({ subject: { kind: 'user', user: 'approved1500@example.com', ifMissing: 'fail' } })],
      ['error 1', 'blocked 1', 'approved 1', 'approved 2'],
    ],
    [
      'one page to see that a pattern matches somebody',
      [],
      [aGlobExpectation('approved*', { status: 'approved' })],
      ['error 1', 'blocked 1', 'approved 1'],
    ],
    [
      'whoever is none of those of whom there are too few',
      [aThreshold({ metric: 'users_approved', min: 40_000 })],
      [],
      ['error 1', 'blocked 1'],
    ],
  ])('reads %s', async (_, thresholds, expectations, expected) => {
    const { pages, findings } = await judgedByNeed(MANY, thresholds, expectations);
    expect(pages).toEqual(expected);
    expect(findings.filter(({ kind }) => kind === 'guard')).toEqual([]);
  });

  it('reads nobody again of many to name them', async () => {
    const { pages } = await judgedByNeed(
      aPopulation(12_396, 0, 4),
      [aThreshold({ metric: 'users_approved', max: 1 })],
      [aGlobExpectation('*@example.com', { status: 'approved', atLeast: 1_000 })],
    );
    expect(pages).toEqual(['error 1', 'approved 1', 'approved 2']);
  });

  it('reads no more of the others than it takes where one group only is wanted to the end', async () => {
    const { pages } = await judgedByNeed(
      aPopulation(6_396, 1_700, 0),
      [],
      [aGlobExpectation('blocked*', { status: 'blocked', atLeast: 1 })],
    );
    expect(pages[0]).toBe('blocked 1');
    expect(pages).not.toContain('blocked 2');
  });

  it('reads everybody in one go where all of them are wanted to the end', async () => {
    const { pages } = await judgedByNeed(
      aPopulation(2_396, 700, 0),
      [],
      [
        aGlobExpectation('approved*', { status: 'approved', atLeast: 1 }),
        aGlobExpectation('blocked*', { status: 'blocked', atLeast: 1 }),
      ],
    );
    expect(pages).toEqual(['everybody 1', 'everybody 2', 'everybody 3', 'everybody 4']);
  });

  it('names some of too many, and says how many they are', async () => {
    const { findings } = await judgedByNeed(MANY, [aThreshold({ metric: 'users_approved', max: 1 })], []);
    const [{ people } = { people: undefined }] = findings[0]?.concerned ?? [];
    expect(people).toMatchObject({ total: 30_000, domains: [] });
    expect(people?.listed).toHaveLength(1_000);
  });

  it.each<[string, (user: User, status: UserStatus) => boolean]>([
    ['gives everybody', () => true],
    ['gives others', (user, status) => user.status !== status],
  ])('lists everybody where the API %s to whoever asks for a status', async (_, filter) => {
    const expectations = [aGlobExpectation('*', { status: 'approved', atLeast: 0 })];
    const { findings, pages } = await judgedByNeed(MANY, [], expectations, aCompleted(MANY, filter));
    expect(pages).toEqual([
      'error 1',
      ...Array.from({ length: 31 }, (__, index) => `everybody ${index + 1}`),
    ]);
    expect(findings.map(essence)).toEqual(judged({ users: MANY, expectations }).map(essence));
  });

  it('lists everybody where the API leaves out some of those with a status', async () => {
    const expectations = [aGlobExpectation('blocked*', { status: 'approved', atLeast: 0 })];
    const listing = aCompleted(
      MANY,
      (user, status) => user.status === status && user.email !== 'blocked7@contractor.example',
    );
    const { findings, pages } = await judgedByNeed(MANY, [], expectations, listing);
    expect(pages).toContain('everybody 31');
    expect(findings.map(essence)).toEqual(judged({ users: MANY, expectations }).map(essence));
  });

  it('lists everybody where the API refuses the filter', async () => {
    const expectations = [aGlobExpectation('blocked*', { status: 'approved', atLeast: 0 })];
    const listing = aCompleted(MANY);
    const policyTest: PolicyTest = {
      ...listing.policyTest,
      list: (wanted, see) =>
        wanted.status === undefined
          ? listing.policyTest.list(wanted, see)
          : Promise.reject(new ApiError('What is fail?', 400, [])),
    };
    const { findings } = await judgedByNeed(MANY, [], expectations, { ...listing, policyTest });
    expect(findings.map(essence)).toEqual(judged({ users: MANY, expectations }).map(essence));
  });

  it('judges by the counts where nobody can be named', async () => {
    const listing = aCompleted(MANY);
    const policyTest: PolicyTest = {
      ...listing.policyTest,
      list: () => Promise.reject(new ApiError('Something failed.', 500, [])),
    };
    const { findings } = await judgedByNeed(MANY, [aThreshold({ max: 1 })], [], { ...listing, policyTest });
    expect(findings).toMatchObject([{ rule: 'percent_blocked', outcome: 'violated' }]);
  });
});

interface Sides {
  readonly after: readonly Row[];
  /** Undefined where nobody had access. */
  readonly before: readonly Row[] | undefined;
}

interface Compared {
  readonly changes: Changes;
  readonly changed: readonly string[];
  readonly rest: Rest | undefined;
  readonly reidentified: number;
}

async function compare({ after, before }: Sides, isWhole: boolean): Promise<Compared> {
  const naming = namingOf();
  const sides = { after: aCompleted(after), before: before && aCompleted(before) };
  const planned = planRest(sides.after.policyTest.counts, sides.before?.policyTest.counts);
  const rest = isWhole ? undefined : planned;
  const need = knownWith(rest);
  const baseline = createTally([], naming);
  const known = before === undefined ? NOBODY : beforeOf(baseline.roster);
  const comparison = createComparison(known, naming, rest);
  const tally: Tally = createTally([], naming, comparison);
  if (sides.before) await listNeeded(sides.before.policyTest, baseline, need, LOG);
  await listNeeded(sides.after.policyTest, tally, need, LOG);
  comparison.end(tally.roster);
  const changed = [...comparison.changed].map(
    ([identity, { user, before: from, after: to }]) => `${identity} ${user.email} ${from} ${to}`,
  );
  return {
    changes: comparison.result(),
    changed: changed.sort(),
    rest,
    reidentified: comparison.reidentified,
  };
}

/** Both sides of a population of whom some move. */
const SIDES = fc
  .tuple(
    POPULATION,
    fc.array(fc.tuple(fc.nat(), STATUS), { maxLength: 30 }),
    fc.constantFrom('before', 'nobody'),
  )
  .map(([before, moves, kind]): Sides => {
    const moved = new Map(moves.map(([place, status]) => [place % before.length, status]));
    const after = before.map((row, place) => ({ ...row, status: moved.get(place) ?? row.status }));
    return { after, before: kind === 'before' ? before : undefined };
  });

describe('comparing what it takes', () => {
  it('tells the same changes as comparing everybody', async () => {
    let rests = 0;
    await fc.assert(
      fc.asyncProperty(SIDES, async (sides) => {
        const [part, whole] = [await compare(sides, false), await compare(sides, true)];
        if (part.rest !== undefined) rests += 1;
        const counted = ({ moves, ...others }: Changes) => ({
          ...others,
          moves: moves.map(({ before, after, people: { total, domains } }) => ({
            before,
            after,
            total,
            domains,
          })),
        });
        expect(counted(part.changes)).toEqual(counted(whole.changes));
        expect(part.changed).toEqual(whole.changed);
      }),
      { numRuns: 80 },
    );
    expect(rests).toBeGreaterThan(20);
  });

  it('tells too many changes rather than too few where as many users leave as come', async () => {
    const before = aPopulation(2_000, 100, 0);
    const after = before.map((row, index) =>
      row.status === 'blocked' ? (aRow(`new${index}@example.com`, 'blocked') as Row) : row,
    );
    const { changes, reidentified } = await compare({ before, after }, false);
    expect(changes.moves.map((move) => `${move.before} ${move.after} ${move.people.total}`)).toEqual([
      'approved blocked 100',
      'blocked approved 100',
    ]);
    expect(reidentified).toBe(0);
  });

  it('finds out that people have another id on each side', async () => {
    const before = aPopulation(2_000, 100, 0);
    const after = before.map((row) => (row.status === 'blocked' ? { ...row, id: `new ${row.email}` } : row));
    const { changes, reidentified } = await compare({ before, after }, false);
    expect(checkComparison(changes, reidentified)).toMatchObject([
      { rule: 'one_id', outcome: 'inconclusive' },
    ]);
  });

  it('tells how many are on one side only where both come to more than there are', async () => {
    const before = aPopulation(700, 600, 500);
    const after = before.map((row) => ({ ...row, id: `new ${row.email}` }));
    const { changes } = await compare({ before, after }, false);
    expect(changes).toMatchObject({ onlyBefore: 400, onlyAfter: 400, unchanged: { approved: 0 } });
  });
});
