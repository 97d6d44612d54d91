import { derivedId } from './derivedId.ts';
import { type Application, type ApplicationPolicy } from './directory.ts';
import { type Answer } from './envelope.ts';
import { answerPage } from './page.ts';
import { type Policy } from './policy.ts';
import { type Settings } from './settings.ts';

/** A policy of a saved application as it goes over the wire. */
export interface ListedPolicy extends Policy {
  readonly id: string;
  /** From 1. */
  readonly precedence: number;
  /** Not declared, but told: whether other applications can use the policy, too. */
  readonly reusable: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

/** A directory does not say when its policies were made. */
const MADE_AT = '2026-01-01T00:00:00Z';

/** One page of the policies of `application` in their precedence, by the query's `page` and `per_page`. */
export function answerApplicationPolicies(
  application: Application,
  query: URLSearchParams,
  settings: Settings,
): Answer {
  const listed = application.policies.map((policy, index) => renderPolicy(policy, index + 1, application));
  return answerPage(
    { size: listed.length, at: (index) => listed[index] },
    query,
    settings,
    (policy) => policy,
  );
}

function renderPolicy(
  { id, name, decision, include, require, exclude }: ApplicationPolicy,
  precedence: number,
  application: Application,
): ListedPolicy {
  return {
    id: id ?? derivedId(`policy ${precedence} of ${application.id}`),
    name,
    decision,
    include,
    require,
    exclude,
    precedence,
    reusable: id !== undefined,
    created_at: MADE_AT,
    updated_at: MADE_AT,
  };
}
