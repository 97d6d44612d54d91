import { type Location } from '../errors.ts';
import { type PlanRule, type PolicyRule, type Severity } from '../verdict/assertion.ts';
import { type Finding } from '../verdict/finding.ts';

/** Something that the text of a policy or a plan tells; findings are made of it. */
export interface Claim<Rule extends PolicyRule | PlanRule = PolicyRule> {
  readonly rule: Rule;
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** The policy's name or the resource's address, as it is shown. */
  readonly title: string;
  /** What is told first has the lower one: the place of the policy in the list, from 0. */
  readonly place: number;
  /** Where the part of the policy stands that it is about. */
  readonly location: Location;
}

/** Of one rule, more than anybody mends at once. */
const MAX_TOLD = 20;

/** As many of the others are named. */
const MAX_NAMED = 3;

/**
 * Claims as findings; what fails the run comes first. Of each rule 20 at most are told one by one, and one more says
 * how many others there are.
 *
 * @param noun what one of those is that they are about, and several
 */
export function findingsOf<Rule extends PolicyRule | PlanRule>(
  claims: readonly Claim<Rule>[],
  rules: readonly Rule[],
  severityOf: (rule: Rule) => Severity | 'off',
  noun: readonly [one: string, many: string],
): Finding[] {
  const told = inOrder(
    rules.flatMap((rule) => summarize(inOrder(claims.filter((claim) => claim.rule === rule)), noun)),
  );
  const ofSeverity = (severity: Severity): Finding[] =>
    told
      .filter(({ rule }) => severityOf(rule) === severity)
      .map(({ rule, message, expected, actual, location }) => ({
        kind: 'policy',
        rule,
        severity,
        outcome: 'violated',
        message,
        expected,
        actual,
        location,
        concerned: [],
      }));
  return [...ofSeverity('error'), ...ofSeverity('warning')];
}

function inOrder<Placed extends { readonly place: number }>(claims: readonly Placed[]): Placed[] {
  return claims.toSorted((one, other) => one.place - other.place);
}

/** The first claims of a rule, and one for all others. */
function summarize<Rule extends PolicyRule | PlanRule>(
  claims: readonly Claim<Rule>[],
  [one, many]: readonly [string, string],
): Claim<Rule>[] {
  const others = claims.slice(MAX_TOLD);
  const [first] = others;
  if (first === undefined) return [...claims];
  const named = others
    .slice(0, MAX_NAMED)
    .map(({ title }) => title)
    .join(', ');
  const more = others.length > MAX_NAMED ? ' and others' : '';
  const message = `And ${others.length} more ${others.length === 1 ? one : many} of which the same is to be said: ${named}${more}.`;
  return [...claims.slice(0, MAX_TOLD), { ...first, message }];
}
