import { type Location } from '../errors.ts';
import { plain } from '../untrusted.ts';
import { type Finding } from './finding.ts';
import { unproven } from './guards.ts';
import { type Naming } from './person.ts';
import { foldCase, namesOf, type User } from './user.ts';

/** What must hold of the answer to an application check. */
export interface ExpectedAnswer {
  /** Whom it must be about: an e-mail address (any case) or a user id. */
  readonly user: { readonly name: string; readonly location: Location };
  readonly statuses: readonly ExpectedStatus[];
}

/** A status of the application, or of its policy with this precedence. */
export interface ExpectedStatus {
  readonly precedence?: number;
  readonly status: string;
  readonly location: Location;
}

/** What Cloudflare says of one user and a saved application; every field is optional in the API. */
export interface ApplicationState {
  /** The application that was checked. */
  readonly appId: string | undefined;
  /** Whom the answer is about; undefined when it names nobody. */
  readonly user: Pick<User, 'id' | 'email'> | undefined;
  readonly status: string | undefined;
  /** Undefined when the answer has none. */
  readonly policies:
    readonly { readonly precedence?: number | undefined; readonly status?: string | undefined }[] | undefined;
}

/**
 * Every finding on an application check, held or not. How Cloudflare picks the user is not documented, so that an
 * answer about somebody else, or about another application, proves nothing.
 */
export function checkApplication(
  expected: ExpectedAnswer,
  appId: string,
  state: ApplicationState,
  naming: Naming,
): Finding[] {
  const doubts = [...checkUser(expected, state, naming), ...checkAppId(appId, state)];
  return doubts.length > 0 ? doubts : expected.statuses.map((status) => checkStatus(status, state));
}

const INSTEAD =
  'How Cloudflare picks the user is not documented: to judge a certain user, give a policy test an expectation.';

function checkUser({ user: wanted }: ExpectedAnswer, { user }: ApplicationState, naming: Naming): Finding[] {
  const expected = naming.person(
    wanted.name.includes('@') ? { email: wanted.name } : { id: wanted.name },
  ).label;
  if (user?.email === undefined && user?.id === undefined) {
    const message = `The answer does not say which user it is about, so it proves nothing of ${expected}. ${INSTEAD}`;
    return [{ ...unproven('user', expected, 'nobody', message), location: wanted.location }];
  }
  if (namesOf(user).includes(foldCase(wanted.name))) return [];
  const actual = naming.person(user).label;
  const message = `The answer is about ${actual}, so it proves nothing of ${expected}. ${INSTEAD}`;
  return [{ ...unproven('user', expected, actual, message), location: wanted.location }];
}

function checkAppId(wanted: string, { appId }: ApplicationState): Finding[] {
  if (appId === undefined || idKey(appId) === idKey(wanted)) return [];
  const message = `The answer is about another application, ${plain(appId)}: correct app_id, or write that id if it is the same application.`;
  return [unproven('app_id', wanted, plain(appId), message)];
}

/** A UUID may be written without its hyphens. */
function idKey(id: string): string {
  return foldCase(id).replaceAll('-', '');
}

/** What a check asks for: `status of the application`, or of one of its policies. */
export function nameStatus(precedence: number | undefined): string {
  return precedence === undefined ? 'status of the application' : `status of policy ${String(precedence)}`;
}

function checkStatus(
  { precedence, status: wanted, location }: ExpectedStatus,
  { status, policies }: ApplicationState,
): Finding {
  const place = String(precedence);
  const [what, found] =
    precedence === undefined
      ? ['the application', [status]]
      : [
          `the policy with precedence ${place}`,
          policies?.filter((policy) => policy.precedence === precedence).map((policy) => policy.status),
        ];
  const expected = plain(wanted);
  const finding = {
    kind: 'expectation',
    rule: nameStatus(precedence),
    severity: 'error',
    expected,
    location,
    concerned: [],
  } as const;
  const isWhole = policies?.every((policy) => policy.precedence !== undefined);
  if (found?.length === 0 && isWhole) {
    const message = `The application has no policy with precedence ${place}; ${expected} expected.`;
    return { ...finding, outcome: 'violated', actual: 'no such policy', message };
  }
  const [only] = found ?? [];
  if (only === undefined || found?.length !== 1) {
    const message = found?.[1]
      ? `Cloudflare told of ${String(found.length)} policies with precedence ${place}, so that none of them is meant for sure.`
      : `Cloudflare did not tell the status of ${what} in a form that is known. Run the gate again; if it stays so, ask for something else.`;
    return { ...finding, outcome: 'inconclusive', actual: 'not known', message };
  }
  const actual = plain(only);
  return only === wanted
    ? { ...finding, outcome: 'held', actual, message: `The status of ${what} is ${actual}, as expected.` }
    : {
        ...finding,
        outcome: 'violated',
        actual,
        message: `The status of ${what} is ${actual}; ${expected} expected.`,
      };
}
