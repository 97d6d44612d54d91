import { type Path, type SourceDocument } from '../document.ts';
import { type Problem } from '../errors.ts';
import { quote } from '../untrusted.ts';
import { type IdentityProvider } from './directory.ts';
import { type WrittenDirectory } from './directorySchema.ts';
import { userId } from './userId.ts';

/** Lists whose items have an id. */
const WITH_IDS = [
  'zones',
  'identity_providers',
  'email_lists',
  'ip_lists',
  'access_groups',
  'policies',
  'applications',
] as const;

/** What no schema sees: the same id or address twice, and references to what does not exist. */
export function checkReferences(written: WrittenDirectory, source: SourceDocument): Problem[] {
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
  const checkKnown = (path: Path, value: string | undefined, list: string, known: ReadonlySet<string>) => {
    if (value !== undefined && !known.has(value)) report(path, `${list} has no ${quote(value)}`);
  };

  for (const list of WITH_IDS) checkUnique(list, 'id', idsOf(written[list]));
  checkUnique(
    'identity_providers',
    'name',
    written.identity_providers.map(({ name }) => name),
  );
  checkUnique('api_tokens', 'token', tokensOf(written));
  checkUnique('users', 'email', addressesOf(written.users));
  checkUnique('users', 'id', written.users.map(userId));

  const providers = new Set(providersByReference(written).keys());
  written.users.forEach((user, index) => {
    checkKnown(
      ['users', index, 'identity_provider'],
      user.identity_provider,
      'identity_providers',
      providers,
    );
  });
  const zones = new Set(idsOf(written.zones));
  const policies = new Set(idsOf(written.policies));
  const addresses = new Set(addressesOf(written.users));
  const seen = new Set(addressesOf(written.users.filter((user) => user.last_login !== undefined)));
  written.applications.forEach((application, index) => {
    const path = ['applications', index];
    checkKnown([...path, 'zone_id'], application.zone_id, 'zones', zones);
    const checked = application.checked_user?.toLowerCase();
    checkKnown([...path, 'checked_user'], checked, 'users', addresses);
    if (checked !== undefined && addresses.has(checked) && !seen.has(checked)) {
      report([...path, 'checked_user'], 'who has never logged in has no identity to check');
    }
    application.policies.forEach((policy, place) => {
      if (typeof policy === 'string') checkKnown([...path, 'policies', place], policy, 'policies', policies);
    });
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
export function providersByReference({
  identity_providers: providers,
}: WrittenDirectory): ReadonlyMap<string, IdentityProvider> {
  return new Map(
    providers.flatMap(({ id, type, name }) => [
      [name, { id, type }],
      [id, { id, type }],
    ]),
  );
}

function idsOf(list: readonly { readonly id: string }[]): string[] {
  return list.map(({ id }) => id);
}

function tokensOf({ api_tokens: tokens }: WrittenDirectory): string[] {
  return tokens.map(({ token }) => token);
}

function addressesOf(users: WrittenDirectory['users']): string[] {
  return users.map(({ email }) => email.toLowerCase());
}
