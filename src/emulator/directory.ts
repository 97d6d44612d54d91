import { createHash } from 'node:crypto';
import { type z } from 'zod';
import { type Path, parseSource, type SourceDocument } from '../document.ts';
import { ConfigError, type Problem } from '../errors.ts';
import { plain, quote } from '../untrusted.ts';
import { DIRECTORY_SCHEMA, type ProviderType, type WrittenDirectory } from './directorySchema.ts';
import { type Policy, type RuleSet } from './policy.ts';

/** A made-up Cloudflare account: who has logged in, how, and what is saved in it. */
export interface Directory {
  /** 32 hexadecimal digits. */
  readonly accountId: string;
  readonly apiToken: string;
  /** The older pair of credentials. */
  readonly apiKey: { readonly email: string; readonly key: string } | undefined;
  /** How long a policy test takes. */
  readonly processingMs: number;
  /** E-mail addresses, in lower case, by the id of their list. */
  readonly emailLists: ReadonlyMap<string, ReadonlySet<string>>;
  readonly accessGroups: ReadonlyMap<string, RuleSet>;
  /** Saved reusable policies by id. */
  readonly policies: ReadonlyMap<string, Policy>;
  readonly users: readonly User[];
}

export interface IdentityProvider {
  readonly id: string;
  readonly type: ProviderType;
}

/** A person as last seen by Access. */
export interface User {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** What the user logged in with. */
  readonly identityProvider: IdentityProvider;
  /** Names, ids or addresses of groups, whichever the identity provider's selector compares. */
  readonly groups: readonly string[];
  readonly github?: { readonly organization: string; readonly teams: readonly string[] } | undefined;
  /** ISO 3166-1, two capital letters. */
  readonly country?: string | undefined;
  readonly ip?: string | undefined;
  /** `YYYY-MM-DD`; whoever has none never logged in, and the policy tester does not know them. */
  readonly lastLogin?: string | undefined;
}

/**
 * Reads a directory file (YAML or JSON). `file` is the name shown in messages.
 * Throws `ConfigError` with every problem of the file and its place.
 */
export function parseDirectory(file: string, text: string): Directory {
  const source = parseSource(file, text);
  if (source.problems.length > 0) throw new ConfigError(source.problems);
  const parsed = DIRECTORY_SCHEMA.safeParse(source.value);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.flatMap((issue) => describeIssue(issue, source)));
  }
  const problems = checkReferences(parsed.data, source);
  if (problems.length > 0) throw new ConfigError(problems);
  return build(parsed.data);
}

function describeIssue(issue: z.core.$ZodIssue, source: SourceDocument): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      message: `unknown key ${quote(key)}`,
      location: source.locateKey([...issue.path, key]),
    }));
  }
  const where = issue.path.length === 0 ? 'directory' : issue.path.map(String).join('.');
  return [{ message: plain(`${where}: ${issue.message}`), location: source.locate(issue.path) }];
}

/** What no schema sees: the same id or address twice, and identity providers that do not exist. */
function checkReferences(written: WrittenDirectory, source: SourceDocument): Problem[] {
  const problems: Problem[] = [];
  const report = (path: Path, message: string): void => {
    problems.push({ message, location: source.locate(path) });
  };
  const checkUnique = (list: keyof WrittenDirectory, field: string, values: readonly string[]): void => {
    const seen = new Set<string>();
    values.forEach((value, index) => {
      if (seen.has(value)) report([list, index, field], `this ${field} is in ${list} twice`);
      seen.add(value);
    });
  };

  for (const list of ['identity_providers', 'email_lists', 'access_groups', 'policies'] as const) {
    checkUnique(
      list,
      'id',
      written[list].map(({ id }) => id),
    );
  }
  checkUnique(
    'identity_providers',
    'name',
    written.identity_providers.map(({ name }) => name),
  );
  checkUnique(
    'users',
    'email',
    written.users.map(({ email }) => email.toLowerCase()),
  );
  checkUnique('users', 'id', written.users.map(userId));

  const providers = providersByReference(written);
  written.users.forEach(({ identity_provider: reference }, index) => {
    if (!providers.has(reference)) {
      report(['users', index, 'identity_provider'], `identity_providers has no ${quote(reference)}`);
    }
  });
  if ((written.api_email === undefined) !== (written.api_key === undefined)) {
    report(
      [written.api_email === undefined ? 'api_key' : 'api_email'],
      'api_email and api_key come together',
    );
  }
  return problems;
}

/** Users may name their identity provider by its name, which reads better than an id. */
function providersByReference({
  identity_providers: providers,
}: WrittenDirectory): ReadonlyMap<string, IdentityProvider> {
  return new Map(
    providers.flatMap((provider) => [
      [provider.name, provider],
      [provider.id, provider],
    ]),
  );
}

function build(written: WrittenDirectory): Directory {
  const providers = providersByReference(written);
  return {
    accountId: written.account_id,
    apiToken: written.api_token,
    apiKey:
      written.api_email === undefined || written.api_key === undefined
        ? undefined
        : { email: written.api_email, key: written.api_key },
    processingMs: written.processing.seconds * 1000,
    emailLists: new Map(
      written.email_lists.map(({ id, emails }) => [id, new Set(emails.map((email) => email.toLowerCase()))]),
    ),
    accessGroups: new Map(written.access_groups.map((group) => [group.id, group])),
    policies: new Map(written.policies.map((policy) => [policy.id, policy])),
    users: written.users.flatMap((user) => {
      const identityProvider = providers.get(user.identity_provider);
      return identityProvider === undefined
        ? []
        : [
            {
              id: userId(user),
              email: user.email,
              name: user.name,
              identityProvider,
              groups: user.groups,
              github: user.github,
              country: user.country,
              ip: user.ip,
              lastLogin: user.last_login,
            },
          ];
    }),
  };
}

/** The user's own id, or a UUID (version 8, RFC 9562) that depends on nothing but the address. */
function userId({ id, email }: { id?: string | undefined; email: string }): string {
  if (id !== undefined) return id;
  const hex = createHash('sha256').update(email.toLowerCase()).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
