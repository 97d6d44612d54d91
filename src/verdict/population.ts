import { formatCount, formatPercent, formatUsers } from '../format.ts';
import { type Changes, countCompared } from './changes.ts';
import { type Finding } from './finding.ts';
import { unproven } from './guards.ts';

/** A larger part of the population than this, in percent, may not be missing on either side. */
const MAX_PERCENT_APART = 1;

/**
 * Whether a comparison proves something. Nothing where everybody is in both tests, and decided in one of them.
 *
 * @param reidentified as of `Comparison`
 */
export function checkComparison(changes: Changes, reidentified = 0): Finding[] {
  return [...checkIds(reidentified), ...checkPopulation(changes), ...checkUndecided(changes)];
}

/** People are told apart by their ids, which have to stay what they are. */
function checkIds(reidentified: number): Finding[] {
  if (reidentified === 0) return [];
  const actual = `${formatCount(reidentified)} with two`;
  const message = `On the two sides, ${formatUsers(reidentified)} have the same address under two ids, so that nobody can be compared. Run the gate again; if it stays so, ask Cloudflare why.`;
  return [{ ...unproven('one_id', 'one id each', actual, message), kind: 'change' }];
}

/** Of whom is in error on both sides, nobody knows whether access is lost or gained. */
function checkUndecided(changes: Changes): Finding[] {
  const undecided = changes.unchanged.error;
  if (undecided === 0) return [];
  const compared = formatUsers(countCompared(changes));
  return [
    {
      kind: 'change',
      rule: 'undecided',
      severity: 'warning',
      outcome: 'violated',
      message: `${formatCount(undecided)} of ${compared} are in error before and after: whether they lose or gain access is not known.`,
      expected: 'no user in error on both sides',
      actual: formatUsers(undecided),
      concerned: [],
    },
  ];
}

/**
 * Whether the two populations are near enough for their comparison to prove something. Nothing when they are the
 * same; somebody logs in for the first time now and then.
 */
function checkPopulation(changes: Changes): Finding[] {
  const { onlyBefore, onlyAfter } = changes;
  const apart = onlyBefore + onlyAfter;
  if (apart === 0) return [];
  const percent = (100 * apart) / (countCompared(changes) + apart);
  const limit = formatPercent(MAX_PERCENT_APART);
  const actual = formatPercent(percent, [MAX_PERCENT_APART]);
  const found = `Only in the baseline: ${formatUsers(onlyBefore)}; only in the test: ${formatUsers(onlyAfter)}. Of ${formatUsers(apart)} (${actual}) no change can be told.`;
  return percent > MAX_PERCENT_APART
    ? [
        {
          ...unproven(
            'population',
            `at most ${limit} apart`,
            actual,
            `${found} Run the gate again; a snapshot has to be taken anew.`,
          ),
          kind: 'change',
        },
      ]
    : [
        {
          kind: 'change',
          rule: 'population',
          severity: 'error',
          outcome: 'held',
          message: found,
          expected: `at most ${limit} apart`,
          actual,
          concerned: [],
        },
      ];
}
