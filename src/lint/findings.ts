import { type LocatedPolicy } from '../policies/entry.ts';
import { type PolicySeverities, type Severity } from '../verdict/assertion.ts';
import { type Finding } from '../verdict/finding.ts';
import { checkOpenness, checkPossibility } from './audience.ts';
import { checkDecision } from './decision.ts';
import { checkDenyAlone, checkDuplicates, checkSavedTwice, checkShadows } from './order.ts';
import { type Claim, type PolicyText, readTexts } from './text.ts';

/** More than anybody mends at once. */
const MAX_FINDINGS = 100;

/**
 * What the text of the policies of one test tells, without asking anybody: at most 100 findings, those that fail the
 * run first. Nothing is claimed that might not be so: of saved policies, unknown selectors, lists and Access groups
 * only what is the same whatever they hold.
 */
export function checkPolicies(policies: readonly LocatedPolicy[], severities: PolicySeverities): Finding[] {
  const claims = findClaims(policies).sort((one, other) => one.place - other.place);
  const findings = (severity: Severity): Finding[] =>
    claims
      .filter(({ rule }) => (severities[rule] ?? 'warning') === severity)
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
  return [...findings('error'), ...findings('warning')].slice(0, MAX_FINDINGS);
}

/** A policy that never decides is told so once, and not what it would do if it did. */
function findClaims(policies: readonly LocatedPolicy[]): Claim[] {
  const texts = readTexts(policies);
  const duplicates = checkDuplicates(texts);
  const distinct = without(texts, duplicates);
  const checked = distinct.flatMap((text) => [...checkPossibility(text), ...checkDecision(text)]);
  const shadows = checkShadows(distinct);
  // Such a policy is meant for services, which it should let in rather than be removed.
  const mistaken = new Set(
    checked.filter(({ rule }) => rule === 'allow_by_service_token').map(({ place }) => place),
  );
  return [
    ...checkDenyAlone(policies, texts),
    ...checkSavedTwice(policies),
    ...duplicates,
    ...shadows.filter(({ place }) => !mistaken.has(place)),
    ...checked,
    ...without(distinct, shadows).flatMap((text) =>
      checkOpenness(text, { mayBlock: text.decision === 'allow' && isAfterDeny(text, policies) }),
    ),
  ];
}

function without(texts: readonly PolicyText[], claims: readonly Claim[]): PolicyText[] {
  const places = new Set(claims.map(({ place }) => place));
  return texts.filter(({ place }) => !places.has(place));
}

/** Whether a policy above may block users: a saved one may, too. */
function isAfterDeny({ place }: PolicyText, policies: readonly LocatedPolicy[]): boolean {
  return policies
    .slice(0, place)
    .some(({ policy }) => typeof policy === 'string' || policy['decision'] === 'deny');
}
