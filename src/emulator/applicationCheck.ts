import { createHash } from 'node:crypto';
import { type Application, type Directory, type User } from './directory.ts';
import { evaluate, type Outcome } from './evaluation.ts';
import { type Policy, type Rule } from './policy.ts';
import { type Route } from './routes.ts';

/** Cloudflare documents only `Success`. */
const STATUS_OF: Readonly<Record<Outcome, string>> = {
  approved: 'Success',
  blocked: 'Failure',
  error: 'Error',
};

/** The application that a request names; one that is asked for by a zone must be the zone's. */
export function findApplication(
  { scope, scopeId, objectId }: Route,
  { applications }: Directory,
): Application | undefined {
  const application = applications.get(objectId.toLowerCase());
  return scope === 'account' || application?.zoneId === scopeId ? application : undefined;
}

/**
 * What `user_policy_checks` says of a saved application and its `checkedUser`, as it goes over the wire: whether each
 * policy matches the user, and whether the user gets in. Where nobody is checked, neither can be decided.
 */
export function renderApplicationCheck(application: Application, directory: Directory): object {
  const { checkedUser, policies } = application;
  // An application says which of its policies precedes which; only the list of a policy test leaves that open.
  const inPrecedence: Directory = {
    ...directory,
    settings: { ...directory.settings, policyOrder: 'first_to_last' },
  };
  const statusOf = (tested: readonly Policy[]): string =>
    STATUS_OF[checkedUser ? evaluate(tested, checkedUser, inPrecedence) : 'error'];
  return {
    app_state: {
      app_uid: application.id,
      aud: audienceOf(application.id),
      hostname: application.domain,
      name: application.name,
      policies: policies.map((policy, index) => ({
        decision: policy.decision,
        include: policy.include.flatMap(typed),
        exclude: policy.exclude.flatMap(typed),
        require: policy.require.flatMap(typed),
        precedence: index + 1,
        // An allow by itself lets in just whom it matches.
        status: statusOf([{ ...policy, decision: 'allow' }]),
      })),
      status: statusOf(policies),
    },
    ...(checkedUser && { user_identity: renderIdentity(checkedUser, directory) }),
  };
}

/** The tag of an application in the tokens of its users; the same in every answer. */
export function audienceOf(applicationId: string): string {
  return createHash('sha256').update(`audience of ${applicationId}`).digest('hex');
}

function renderIdentity({ id, email, name, country, lastLogin }: User, { accountId }: Directory): object {
  return {
    account_id: accountId,
    device_sessions: {},
    email,
    geo: { country },
    // Seconds since 1970.
    iat: lastLogin === undefined ? undefined : Date.parse(lastLogin) / 1000,
    id,
    is_gateway: false,
    is_warp: false,
    name,
    user_uuid: id,
    version: 2,
  };
}

/** Here the selector is a field of the rule: `{ _type: 'email', email: 'a@example.com' }`. */
function typed(rule: Rule): object[] {
  return Object.entries(rule).map(([selector, fields]) => ({ _type: selector, ...fields }));
}
