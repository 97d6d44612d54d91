import { isPercentage, type Threshold } from '../verdict/assertion.ts';
import { describeBounds } from '../verdict/thresholds.ts';
import { type Difference } from './comparison.ts';
import { compareConsequences } from './findingComparison.ts';
import { pairUp } from './pairing.ts';

/** What becomes of the thresholds of a test, bound by bound. */
export function compareThresholds(before: readonly Threshold[], after: readonly Threshold[]): Difference[] {
  return pairUp(before, after, [({ metric }) => [metric]]).flatMap((pair): Difference[] => {
    switch (pair.kind) {
      case 'both':
        return [
          ...compareBound('min', pair.before, pair.after),
          ...compareBound('max', pair.before, pair.after),
          ...compareConsequences(pair.before.metric, pair.before, pair.after),
        ];
      case 'gone':
        return [
          {
            direction: 'gone',
            rule: pair.before.metric,
            before: describeBounds(pair.before),
            after: undefined,
          },
        ];
      case 'new':
        return [
          { direction: 'new', rule: pair.after.metric, before: undefined, after: describeBounds(pair.after) },
        ];
    }
  });
}

/** A bound that no value can be beyond asks as much as none. */
function compareBound(bound: 'min' | 'max', before: Threshold, after: Threshold): Difference[] {
  if (before[bound] === after[bound]) return [];
  const [was, is] = [limitOf(bound, before), limitOf(bound, after)];
  const isLooser = bound === 'max' ? is > was : is < was;
  return [
    {
      direction: was === is ? 'changed' : isLooser ? 'loosened' : 'tightened',
      rule: before.metric,
      before: describeBound(bound, before),
      after: describeBound(bound, after),
    },
  ];
}

function limitOf(bound: 'min' | 'max', { metric, min, max }: Threshold): number {
  if (bound === 'min') return min ?? 0;
  return max ?? (isPercentage(metric) ? 100 : Infinity);
}

function describeBound(bound: 'min' | 'max', { metric, [bound]: value }: Threshold): string | undefined {
  return value === undefined ? undefined : describeBounds({ metric, [bound]: value });
}
