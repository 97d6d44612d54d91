import { type Location } from '../errors.ts';
import { plain } from '../untrusted.ts';
import { type Finding } from './finding.ts';
import { unproven } from './guards.ts';
import { type Naming } from './person.ts';
import { type User } from './user.ts';

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
  const expected = naming.nameOf(wanted.name);
  if (user?.email === undefined && user?.id === undefined) {
    const message = `The answer does not say which user it is about, so it proves nothing of ${expected}. ${INSTEAD}`;
    return [{ ...unproven('user', expected, 'nobody', message), location: wanted.location }];
  }
  const isSame = [user.email, user.id].some((name) => name?.toLowerCase() === wanted.name.toLowerCase());
  if (isSame) return [];
  const actual = naming.person(user).label;
  const message = `The answer is about ${actual}, so it proves nothing of ${expected}. ${INSTEAD}`;
  return [{ ...unproven('user', expected, actual, message), location: wanted.location }];
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An older identifier may stand for an application whose answer has a UUID. */
function checkAppId(wanted: string, { appId }: ApplicationState): Finding[] {
  if (appId === undefined || !UUID.test(wanted) || appId.toLowerCase() === wanted.toLowerCase()) return [];
  const message = `The answer is about another application, ${plain(appId)}: check app_id.`;
  return [unproven('app_id', wanted, plain(appId), message)];
}

function checkStatus(
  { precedence, status: wanted, location }: ExpectedStatus,
  { status, policies }: ApplicationState,
): Finding {
  const place = String(precedence);
  const [rule, what, found] =
    precedence === undefined
      ? ['status of the application', 'the application', [status]]
      : [
          `status of policy ${place}`,
          `the policy with precedence ${place}`,
          policies?.filter((policy) => policy.precedence === precedence).map((policy) => policy.status),
        ];
  const expected = plain(wanted);
  const finding = {
    kind: 'expectation',
    rule,
    severity: 'error',
    expected,
    location,
    concerned: [],
  } as const;
  if (found?.length === 0) {
    const message = `The application has no policy with precedence ${place}; ${expected} expected.`;
    return { ...finding, outcome: 'violated', actual: 'no such policy', message };
  }
  const [only] = found ?? [];
  if (only === undefined || found?.length !== 1) {
    const message = `Cloudflare did not tell the status of ${what}: run the gate again.`;
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
