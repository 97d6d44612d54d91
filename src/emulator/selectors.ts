import { BlockList, isIP } from 'node:net';
import { type User } from './directory.ts';
import { type ProviderType } from './directorySchema.ts';

/** Whether something holds; `undefined` where that cannot be decided. */
export type Truth = boolean | undefined;

/** What a selector may look at. */
export interface Subject {
  readonly user: User;
  readonly emailLists: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether the user is in the Access group with this id. */
  readonly isInAccessGroup: (id: string) => Truth;
}

/** The fields of a rule's value, as the API names them. */
type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether a rule matches a user, by its selector. Selectors that are not here, and rules that lack a field, cannot
 * be decided. E-mail addresses and domains compare in any case, everything else exactly.
 */
export const SELECTORS: ReadonlyMap<string, (rule: Fields, subject: Subject) => Truth> = new Map([
  ['everyone', () => true],
  ['email', ({ email }, { user }) => text(email, (address) => sameAddress(address, user.email))],
  ['email_domain', ({ domain }, { user }) => text(domain, (name) => sameAddress(name, domainOf(user.email)))],
  [
    'email_list',
    ({ id }, { user, emailLists }) => text(id, (list) => emailLists.get(list)?.has(user.email.toLowerCase())),
  ],
  ['group', ({ id }, { isInAccessGroup }) => text(id, isInAccessGroup)],
  [
    'okta',
    (rule, { user }) =>
      ofProvider('okta', rule, user, () => text(rule.name, (name) => user.groups.includes(name))),
  ],
  [
    'azureAD',
    (rule, { user }) =>
      ofProvider('azureAD', rule, user, () => text(rule.id, (id) => user.groups.includes(id))),
  ],
  [
    'gsuite',
    (rule, { user }) =>
      ofProvider('google-apps', rule, user, () =>
        text(rule.email, (email) => user.groups.some((group) => sameAddress(group, email))),
      ),
  ],
  [
    'github-organization',
    (rule, { user }) =>
      ofProvider('github', rule, user, () =>
        text(rule.name, (name) => user.github?.organization === name && isInTeam(rule.team, user)),
      ),
  ],
  [
    'geo',
    ({ country_code: code }, { user: { country } }) =>
      country === undefined ? undefined : text(code, (wanted) => country === wanted),
  ],
  ['ip', ({ ip }, { user }) => text(ip, (range) => isInRange(user.ip, range))],
  ['login_method', ({ id }, { user }) => text(id, (provider) => user.identityProvider.id === provider)],
] satisfies [string, (rule: Fields, subject: Subject) => Truth][]);

function text(value: unknown, decide: (value: string) => Truth): Truth {
  return typeof value === 'string' ? decide(value) : undefined;
}

function sameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

/** Groups of one identity provider say nothing about those who logged in with another. */
function ofProvider(type: ProviderType, rule: Fields, user: User, decide: () => Truth): Truth {
  return text(rule.identity_provider_id, (id) =>
    user.identityProvider.id === id && user.identityProvider.type === type ? decide() : false,
  );
}

function isInTeam(team: unknown, user: User): Truth {
  return team === undefined || text(team, (name) => user.github?.teams.includes(name));
}

/** `range` is an address or a CIDR block, of IPv4 or IPv6. */
function isInRange(address: string | undefined, range: string): Truth {
  if (address === undefined) return undefined;
  const [network = '', prefix, ...rest] = range.split('/');
  const version = isIP(network);
  const width = version === 4 ? 32 : 128;
  const length = prefix === undefined ? width : Number(prefix);
  if (version === 0 || rest.length > 0 || prefix === '') return undefined;
  if (!Number.isInteger(length) || length < 0 || length > width) return undefined;
  const block = new BlockList();
  block.addSubnet(network, length, version === 4 ? 'ipv4' : 'ipv6');
  return block.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
