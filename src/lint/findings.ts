import { type LocatedPolicy } from '../policies/entry.ts';
import { POLICY_RULES, type PolicyRule, type PolicySeverities, type Severity } from '../verdict/assertion.ts';
import { type Finding } from '../verdict/finding.ts';
import { checkOpenness, checkPossibility } from './audience.ts';
import { type Claim, findingsOf } from './claim.ts';
import { checkDecision } from './decision.ts';
import { checkDenyAlone, checkDuplicates, checkSavedTwice, checkShadows } from './order.ts';
import { type PolicyText, readTexts } from './text.ts';

/**
 * What the text of the policies of one test tells, without asking anybody; what fails the run comes first. Of each
 * rule 20 findings at most are told one by one, and one more says how many others there are. Nothing is claimed that
 * might not be so: of saved policies, unknown selectors, lists and Access groups only what is the same whatever they
 * hold.
 */
export function checkPolicies(policies: readonly LocatedPolicy[], severities: PolicySeverities): Finding[] {
  const severityOf = (rule: PolicyRule): Severity | 'off' => severities[rule] ?? 'warning';
  const claims = withoutMistaken(findClaims(policies).filter(({ rule }) => severityOf(rule) !== 'off'));
  return findingsOf(claims, POLICY_RULES, severityOf, ['policy', 'policies']);
}

/** An allow policy of service tokens is meant for services, so that removing it for never deciding would be no help. */
function withoutMistaken(claims: readonly Claim[]): Claim[] {
  const mistaken = new Set(
    claims.filter(({ rule }) => rule === 'allow_by_service_token').map(({ place }) => place),
  );
  return claims.filter(({ rule, place }) => rule !== 'policy_shadowed' || !mistaken.has(place));
}

/** A policy that never decides is told so once, and not what it would do if it did. */
function findClaims(policies: readonly LocatedPolicy[]): Claim[] {
  const texts = readTexts(policies);
  const duplicates = checkDuplicates(texts);
  const distinct = without(texts, duplicates);
  const shadows = checkShadows(distinct);
  const blocker = policies.findIndex(mayBlock);
  return [
    ...checkDenyAlone(policies, texts),
    ...checkSavedTwice(policies),
    ...duplicates,
    ...shadows,
    ...distinct.flatMap((text) => [...checkPossibility(text), ...checkDecision(text)]),
    ...without(distinct, shadows).flatMap((text) =>
      checkOpenness(text, { mayBlock: text.decision === 'allow' && blocker >= 0 && blocker < text.place }),
    ),
  ];
}

function without(texts: readonly PolicyText[], claims: readonly Claim[]): PolicyText[] {
  const places = new Set(claims.map(({ place }) => place));
  return texts.filter(({ place }) => !places.has(place));
}

/** Whether a policy may block users: a saved one may, too. */
function mayBlock({ policy }: LocatedPolicy): boolean {
  return typeof policy === 'string' || policy['decision'] === 'deny';
}
