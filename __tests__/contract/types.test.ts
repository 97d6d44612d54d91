import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ApplicationListParams,
  type ApplicationListResponse,
} from 'cloudflare/resources/zero-trust/access/applications/applications.js';
import {
  type AccessRuleParam,
  type PolicyListParams,
  type PolicyListResponse,
} from 'cloudflare/resources/zero-trust/access/applications/policies.js';
import {
  type PolicyTestCreateParams,
  type PolicyTestCreateResponse,
  type PolicyTestGetResponse,
} from 'cloudflare/resources/zero-trust/access/applications/policy-tests/policy-tests.js';
import {
  type UserListParams,
  type UserListResponse,
} from 'cloudflare/resources/zero-trust/access/applications/policy-tests/users.js';
import { type UserPolicyCheckListResponse } from 'cloudflare/resources/zero-trust/access/applications/user-policy-checks.js';
import { type PolicyListResponse as ReusableListResponse } from 'cloudflare/resources/zero-trust/access/policies.js';
import ts from 'typescript';
import {
  type READ_ONLY_FIELDS,
  type WireApplication,
  type WireApplicationState,
  type WireSavedPolicy,
} from '../../src/access/applicationWire.ts';
import {
  type encodePageQuery,
  TERMINAL_STATUSES,
  type WireStarted,
  type WireTestStatus,
  type WireUser,
  type WireUsersQuery,
} from '../../src/access/wire.ts';
import { type ListedApplication } from '../../src/emulator/applicationList.ts';
import { type ListedPolicy } from '../../src/emulator/applicationPolicies.ts';
import { type Policy } from '../../src/emulator/policy.ts';
import { type Progress, type TestedUser } from '../../src/emulator/policyTest.ts';
import { type CountMetric } from '../../src/verdict/assertion.ts';
import { type SELECTOR_NAMES } from '../support/selectorNames.ts';

/** Both are assignable to each other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
/** The fields of `Ours` are among those of the SDK's answer, whose values are taken where they are there. */
type Decodes<Ours, Sdk> =
  Exclude<keyof Ours, keyof Sdk> extends never
    ? [Required<Pick<Sdk, keyof Ours & keyof Sdk>>] extends [Ours]
      ? true
      : false
    : false;
/** What the emulator tells of a policy besides its rules, which it takes in any form. */
type Told = Exclude<keyof ListedPolicy, 'include' | 'require' | 'exclude' | 'reusable'>;
type KeysOf<Union> = Union extends unknown ? keyof Union : never;
type Inner<Field> = NonNullable<Field>;
type AppState = Inner<WireApplicationState['app_state']>;
type SdkStatus = Inner<PolicyTestGetResponse['status']>;
type SdkApplication = ApplicationListResponse.SelfHostedApplication;
/** As applications list theirs, but for those of infrastructure, which have less. */
type SdkListedPolicy = PolicyListResponse.UnionMember0;
/** What is told of policies, and not taken by a policy test. */
type SdkReadOnly = Exclude<keyof SdkListedPolicy | keyof ReusableListResponse, keyof SdkPolicy>;
type SdkPolicy = Exclude<Inner<PolicyTestCreateParams['policies']>[number], string>;

/** Compiles only where `Holds` is true. */
type Assert<Holds extends true> = Holds;

export type Agreement = [
  // What is decoded, against the SDK's answers.
  Assert<Decodes<WireStarted, PolicyTestCreateResponse>>,
  Assert<Same<keyof WireStarted, keyof PolicyTestCreateResponse>>,
  Assert<Same<WireStarted['status'], PolicyTestCreateResponse['status']>>,
  Assert<Decodes<WireTestStatus, PolicyTestGetResponse>>,
  Assert<Same<keyof WireTestStatus | 'id', keyof PolicyTestGetResponse>>,
  Assert<Same<CountMetric | 'id' | 'status', keyof PolicyTestGetResponse>>,
  Assert<Decodes<WireUser, UserListResponse>>,
  Assert<Same<keyof WireUser, keyof UserListResponse>>,
  Assert<Same<Inner<WireUser['status']>, Inner<UserListResponse['status']>>>,
  Assert<Same<keyof WireApplicationState, keyof UserPolicyCheckListResponse>>,
  // The items of `policies` are of no declared type.
  Assert<Decodes<Omit<AppState, 'policies'>, UserPolicyCheckListResponse.AppState>>,
  Assert<Same<keyof AppState & keyof UserPolicyCheckListResponse.AppState, keyof AppState>>,
  Assert<Decodes<Inner<WireApplicationState['user_identity']>, UserPolicyCheckListResponse.UserIdentity>>,

  Assert<Decodes<WireApplication, SdkApplication>>,
  Assert<Decodes<WireApplication, ApplicationListResponse.BookmarkApplication>>,
  Assert<Decodes<WireSavedPolicy, SdkListedPolicy>>,
  // `uid` was seen, and is not declared.
  Assert<Same<(typeof READ_ONLY_FIELDS)[number], SdkReadOnly | 'uid'>>,
  Assert<Same<Exclude<keyof PolicyListResponse.UnionMember1, keyof SdkListedPolicy>, never>>,

  // What is sent, against the SDK's parameters.
  Assert<Decodes<WireUsersQuery, UserListParams>>,
  Assert<Decodes<ReturnType<typeof encodePageQuery>, PolicyListParams>>,
  Assert<Decodes<ReturnType<typeof encodePageQuery>, ApplicationListParams>>,

  // What the emulator answers and takes.
  Assert<Same<TestedUser, Required<UserListResponse>>>,
  Assert<Same<Progress['status'], SdkStatus>>,
  Assert<Same<Policy['decision'], SdkPolicy['decision']>>,
  Assert<[ListedApplication] extends [SdkApplication] ? true : false>,
  Assert<Same<Exclude<keyof ListedApplication, keyof SdkApplication>, never>>,
  // `reusable` is declared for the account's own list of policies alone.
  Assert<Same<Exclude<keyof ListedPolicy, keyof SdkListedPolicy>, 'reusable'>>,
  Assert<Same<Pick<ListedPolicy, Told>, Required<Pick<SdkListedPolicy, Told & keyof SdkListedPolicy>>>>,
  Assert<Same<(typeof SELECTOR_NAMES)[number], KeysOf<AccessRuleParam>>>,
];

const HERE = fileURLToPath(import.meta.url);
const ACCESS = fileURLToPath(new URL('../../src/access/', import.meta.url));

/** A change of a file of wire names that nothing else would notice. */
interface Alteration {
  /** `wire` unless told otherwise. */
  readonly file?: 'wire' | 'applicationWire';
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** The errors of this file when one of those is altered in each of the ways, by way. */
function errorsByAlteration(alterations: readonly Alteration[]): readonly (readonly string[])[] {
  const here = readFileSync(HERE, 'utf8');
  const altered = new Map<string, string>();
  const roots = alterations.map(({ file = 'wire', from, to }, index) => {
    const name = `${file}${String(index)}.ts`;
    const wire = readFileSync(`${ACCESS}${file}.ts`, 'utf8');
    const root = HERE.replace('types.test.ts', `types${String(index)}.ts`);
    if (!wire.includes(from)) throw new Error(`${file}.ts has no ${from}`);
    altered.set(`${ACCESS}${name}`, wire.replaceAll(from, to));
    altered.set(root, here.replace(`access/${file}.ts`, `access/${name}`));
    return root;
  });

  const { config } = ts.readConfigFile('tsconfig.json', (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  const host = ts.createCompilerHost(options);
  const [fileExists, readFile] = [host.fileExists.bind(host), host.readFile.bind(host)];
  host.fileExists = (path) => altered.has(path) || fileExists(path);
  host.readFile = (path) => altered.get(path) ?? readFile(path);
  const program = ts.createProgram(roots, options, host);
  return roots.map((root) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(root))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
  );
}

const NOTHING: Alteration = { what: 'nothing', from: 'total_users', to: 'total_users' };
const ALTERATIONS: readonly Alteration[] = [
  { what: 'the name of a count', from: 'users_blocked', to: 'user_blocked' },
  { what: 'the type of a count', from: 'total_users: count', to: 'total_users: z.string()' },
  { what: 'a percentage that is left out', from: 'percent_errored', to: 'percent_approved' },
  { what: "the start's only word", from: "z.literal('success')", to: "z.literal('started')" },
  { what: 'the name of the id', from: 'z.object({ id:', to: 'z.object({ uuid:' },
  { what: "the words of a row's status", from: 'z.enum(USER_STATUSES)', to: "z.enum(['approved', 'error'])" },
  { what: 'the name of an address', from: 'email: identity', to: 'mail: identity' },
  { file: 'applicationWire', what: 'the name of an application', from: 'app_uid', to: 'app_id' },
  {
    file: 'applicationWire',
    what: 'the type of its status',
    from: 'status: text,',
    to: 'status: z.number(),',
  },
  { file: 'applicationWire', what: 'the name of a user', from: 'user_identity', to: 'user' },
  {
    file: 'applicationWire',
    what: 'the name of a precedence',
    from: 'precedence: z.number().nullish',
    to: 'place: z.number().nullish',
  },
  { file: 'applicationWire', what: 'the type of a name', from: 'name: z.string()', to: 'name: z.number()' },
  {
    file: 'applicationWire',
    what: "the type of a policy's rules",
    from: 'z.array(z.unknown())',
    to: 'z.array(z.string())',
  },
  { file: 'applicationWire', what: 'the name of a domain', from: 'domain: text', to: 'host: text' },
  { file: 'applicationWire', what: 'a read-only field that is sent', from: "  'app_count',\n", to: '' },
  {
    file: 'applicationWire',
    what: 'a field that is not read-only',
    from: "  'app_count',\n",
    to: "  'app_count',\n  'mfa_config',\n",
  },
  { what: 'the name of a parameter', from: 'per_page', to: 'perPage' },
];

describe("the types of the wire agree with those of Cloudflare's SDK, and tsc sees when they do not:", () => {
  let errorsOfNothing: readonly string[];
  let errors: readonly (readonly string[])[];
  beforeAll(() => {
    [errorsOfNothing = [], ...errors] = errorsByAlteration([NOTHING, ...ALTERATIONS]);
  }, 120_000);

  it('as it is', () => {
    expect(errorsOfNothing).toEqual([]);
  });

  it.each(ALTERATIONS.map(({ what }, index) => [what, index] as const))('%s', (_, index) => {
    expect(errors[index]).toContain("Type 'false' does not satisfy the constraint 'true'.");
  });
});

describe('the words that end a test', () => {
  it('are those of the SDK but for the one that does not', () => {
    const words: Record<Exclude<SdkStatus, 'processing'>, true> = {
      complete: true,
      blocked: true,
      'exceeded time': true,
    };
    expect(Object.keys(words).sort()).toEqual([...TERMINAL_STATUSES].sort());
  });
});
