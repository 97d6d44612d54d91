import { parseSource, type SourceDocument } from '../document.ts';
import { ConfigError, type Problem } from '../errors.ts';
import { checkShape, inOrderOfFile } from '../shape.ts';
import { isSameAddress } from './address.ts';
import { camelCased, type CamelCased } from './camelCase.ts';
import {
  DIRECTORY_SCHEMA,
  type Permission,
  type ProviderType,
  type WrittenCrowd,
  type WrittenDirectory,
  type WrittenUser,
} from './directorySchema.ts';
import { checkCrowds } from './crowdProblems.ts';
import { type Policy, type RuleSet } from './policy.ts';
import { checkReferences, providersByReference } from './references.ts';
import { checkRepetitions } from './repetitions.ts';
import { type Settings } from './settings.ts';
import { userId } from './userId.ts';

/** A made-up Cloudflare account: who has logged in, how, and what is saved in it. */
export interface Directory {
  /** 32 hexadecimal digits, in lower case. */
  readonly accountId: string;
  /** At least one. */
  readonly apiTokens: readonly ApiToken[];
  /** The older pair of credentials, which may do everything. */
  readonly apiKey: { readonly email: string; readonly key: string } | undefined;
  readonly settings: Settings;
  readonly zoneIds: ReadonlySet<string>;
  /** E-mail addresses, in lower case, by the id of their list. */
  readonly emailLists: ReadonlyMap<string, ReadonlySet<string>>;
  /** IP addresses and CIDR blocks by the id of their list. */
  readonly ipLists: ReadonlyMap<string, readonly string[]>;
  readonly accessGroups: ReadonlyMap<string, RuleSet>;
  /** Saved reusable policies by id. */
  readonly policies: ReadonlyMap<string, Policy>;
  /** By id, in lower case. */
  readonly applications: ReadonlyMap<string, Application>;
  readonly users: readonly User[];
  readonly crowds: readonly Crowd[];
}

export interface ApiToken {
  readonly token: string;
  readonly permissions: readonly Permission[];
  /** The account that the token is for. */
  readonly accountId: string;
}

export interface Application {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly zoneId: string | undefined;
  /** In their precedence. */
  readonly policies: readonly ApplicationPolicy[];
  /** Whom a check of the application is about. */
  readonly checkedUser: User | undefined;
}

/** A policy of an application: a saved reusable one has an id, one of the application alone has none. */
export interface ApplicationPolicy extends Policy {
  readonly id?: string;
}

export interface IdentityProvider {
  readonly id: string;
  readonly type: ProviderType;
}

/** A person as last seen by Access; whoever has no `lastLogin` is not known to the policy tester. */
export interface User extends Omit<CamelCased<WrittenUser>, 'identityProvider'> {
  readonly id: string;
  /** What the user logged in with. */
  readonly identityProvider: IdentityProvider;
}

/** Users of whom nothing differs but the number in the address, the name and the id; crowd.ts makes them. */
export interface Crowd extends Omit<CamelCased<WrittenCrowd>, 'identityProvider'> {
  readonly identityProvider: IdentityProvider;
}

/**
 * Reads a directory file (YAML or JSON). `file` is the name shown in messages.
 * Throws `ConfigError` with every problem of the file and its place.
 */
export function parseDirectory(file: string, text: string): Directory {
  // Somebody's own file, which may have as many users as they want.
  const source = parseSource(file, text, Infinity);
  const problems = source.problems.length > 0 ? source.problems : problemsOf(source);
  if (problems.length > 0) throw new ConfigError(problems.toSorted(inOrderOfFile));
  return build(DIRECTORY_SCHEMA.parse(source.value));
}

function problemsOf(source: SourceDocument): readonly Problem[] {
  if (source.value === undefined) return [{ message: EMPTY, location: source.locate([]) }];
  const shape = checkShape(DIRECTORY_SCHEMA, source);
  if (shape.length > 0)
    return shape.map(({ message, location }) => ({ message, ...(location && { location }) }));
  const written = DIRECTORY_SCHEMA.parse(source.value);
  return [
    ...checkRepetitions(written, source),
    ...checkCrowds(written, source),
    ...checkReferences(written, source),
  ];
}

const EMPTY = 'The file is empty: it needs "version", "account_id", "identity_providers" and "users".';

function build(written: WrittenDirectory): Directory {
  const policies = new Map(written.policies.map((policy) => [policy.id, policy]));
  const users = buildUsers(written);
  return {
    accountId: written.account_id,
    apiTokens: written.api_tokens.map(({ token, permissions, account_id: accountId }) => ({
      token,
      permissions,
      accountId: accountId ?? written.account_id,
    })),
    apiKey:
      written.api_email === undefined || written.api_key === undefined
        ? undefined
        : { email: written.api_email, key: written.api_key },
    settings: camelCased(written.settings),
    zoneIds: new Set(written.zones.map(({ id }) => id)),
    emailLists: new Map(
      written.email_lists.map(({ id, emails }) => [id, new Set(emails.map((email) => email.toLowerCase()))]),
    ),
    ipLists: new Map(written.ip_lists.map(({ id, ips }) => [id, ips])),
    accessGroups: new Map(written.access_groups.map((group) => [group.id, group])),
    policies,
    applications: new Map(
      written.applications.map((application) => [
        application.id.toLowerCase(),
        {
          id: application.id,
          name: application.name,
          domain: application.domain,
          zoneId: application.zone_id,
          policies: application.policies.flatMap((policy) =>
            typeof policy === 'string' ? (policies.get(policy) ?? []) : policy,
          ),
          checkedUser: users.find(({ email }) => isSameAddress(email, application.checked_user ?? '')),
        },
      ]),
    ),
    users,
    crowds: withProviders(written.crowds, written),
  };
}

function buildUsers(written: WrittenDirectory): User[] {
  return withProviders(written.users, written).map((user) => ({ ...user, id: userId(user) }));
}

/** Users or crowds with their keys in camelCase, and with what they logged in with. */
function withProviders<Written extends { readonly identity_provider: string }>(
  items: readonly Written[],
  written: WrittenDirectory,
): (Omit<CamelCased<Written>, 'identityProvider'> & { readonly identityProvider: IdentityProvider })[] {
  const providers = providersByReference(written);
  return items.flatMap((item) => {
    const identityProvider = providers.get(item.identity_provider);
    return identityProvider ? [{ ...camelCased(item), identityProvider }] : [];
  });
}
