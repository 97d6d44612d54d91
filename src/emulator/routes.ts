/** What the emulated API does, in the project's words. */
export type Operation =
  'start' | 'status' | 'users' | 'applicationCheck' | 'applicationPolicies' | 'applications';

/** A request's operation, and what it is about. */
export interface Route {
  readonly operation: Operation;
  readonly scope: 'account' | 'zone';
  /** The id of the account or zone, in lower case. */
  readonly scopeId: string;
  /** The id of the policy test or application; empty where the operation is about none. */
  readonly objectId: string;
}

/** Method, operation, and the path below the base path. */
const OPERATIONS: readonly (readonly [string, Operation, RegExp])[] = [
  ['POST', 'start', /^\/(accounts)\/([^/]+)\/access\/policy-tests$/],
  ['GET', 'status', /^\/(accounts)\/([^/]+)\/access\/policy-tests\/([^/]+)$/],
  ['GET', 'users', /^\/(accounts)\/([^/]+)\/access\/policy-tests\/([^/]+)\/users$/],
  ['GET', 'applicationCheck', /^\/(accounts|zones)\/([^/]+)\/access\/apps\/([^/]+)\/user_policy_checks$/],
  ['GET', 'applicationPolicies', /^\/(accounts|zones)\/([^/]+)\/access\/apps\/([^/]+)\/policies$/],
  ['GET', 'applications', /^\/(accounts|zones)\/([^/]+)\/access\/apps$/],
];

/** Where a request goes by its method and its path below the base path; `undefined`: nowhere. */
export function findRoute(method: string, path: string): Route | undefined {
  for (const [wanted, operation, pattern] of OPERATIONS) {
    const [match, scope, scopeId = '', objectId = ''] = pattern.exec(path) ?? [];
    if (method === wanted && match !== undefined) {
      return {
        operation,
        scope: scope === 'zones' ? 'zone' : 'account',
        scopeId: scopeId.toLowerCase(),
        objectId,
      };
    }
  }
  return undefined;
}
