import { type Directory, type User } from '../../src/emulator/directory.ts';
import { type Outcome } from '../../src/emulator/evaluation.ts';
import { type Policy, type Rule, type RuleSet } from '../../src/emulator/policy.ts';
import { type Settings } from '../../src/emulator/settings.ts';
import { type SelectorName } from './selectorNames.ts';

/*
 * Access once more, told differently. What is known of a user is a set of sentences ("okta okta-1 engineering"), a
 * rule asks for one of them, and what holds is a number: 1 when it does, 0 when it does not, a half when nobody knows.
 * OR is then the larger, AND the smaller, and NOT what is missing to 1. This is slow, and shares no code with the
 * emulator's evaluation, with which agreement.test.ts compares it.
 */

/** The fields of a rule that stand in its sentence, in their order; those with `?` need not be there. */
const SENTENCES: Record<SelectorName, readonly string[]> = {
  any_valid_service_token: [],
  auth_context: ['identity_provider_id', 'ac_id'],
  auth_method: ['auth_method'],
  azureAD: ['identity_provider_id', 'id'],
  certificate: [],
  cloudflare_account_member: ['account_id?'],
  common_name: ['common_name'],
  device_posture: ['integration_uid', 'account_id?'],
  email: ['email'],
  email_domain: ['domain'],
  email_list: ['id'],
  everyone: [],
  external_evaluation: ['evaluate_url'],
  geo: ['country_code'],
  'github-organization': ['identity_provider_id', 'name', 'team?'],
  group: ['id'],
  gsuite: ['identity_provider_id', 'email'],
  ip: ['ip'],
  ip_list: ['id'],
  linked_app_token: ['app_uid'],
  login_method: ['id'],
  oidc: ['identity_provider_id', 'claim_name', 'claim_value'],
  okta: ['identity_provider_id', 'name'],
  saml: ['identity_provider_id', 'attribute_name', 'attribute_value'],
  service_token: ['token_id'],
  user_risk_score: ['user_risk_score'],
};

/** Fields that a rule must have though nothing is asked of them. */
const FORMALITIES: Partial<Record<string, readonly string[]>> = {
  auth_context: ['id'],
  external_evaluation: ['keys_url'],
};

/** Selectors that compare in any case. */
const CASELESS = new Set(['email', 'email_domain', 'gsuite']);

export type Degree = 0 | 0.5 | 1;

/** How a user fares to whom each rule applies as `decide` says. */
export function naiveOutcome(
  policies: readonly Policy[],
  decide: (rule: Rule) => Degree,
  { bypass, nonIdentity, policyOrder }: Settings,
): Outcome {
  const meaning = { allow: 'approved', deny: 'blocked', bypass, non_identity: nonIdentity } as const;
  const turn = { bypass: 0, non_identity: 0, allow: 1, deny: 1 };
  const direction = policyOrder === 'last_to_first' ? -1 : 1;

  const [first] = policies
    .map((policy, place) => ({
      degree: degreeOfSet(policy, decide),
      means: meaning[policy.decision],
      rank: 1000 * turn[policy.decision] + direction * place,
    }))
    .filter(({ degree, means }) => degree > 0 && means !== 'ignored')
    .sort((one, other) => one.rank - other.rank);
  if (first === undefined || first.means === 'ignored') return 'blocked';
  return first.degree === 1 ? first.means : 'error';
}

/** To which degree each rule matches `user`. */
export function naiveRules(user: User, directory: Directory): (rule: Rule) => Degree {
  const known = new Set(sentencesAbout(user, directory));
  const membership = new Map<string, Degree>([...directory.accessGroups.keys()].map((id) => [id, 0.5]));

  const decide = (rule: Rule): Degree => {
    const [[selector, value] = ['', {}]] = Object.entries(rule);
    if (directory.settings.undecidableSelectors.includes(selector)) return 0.5;
    const asked = sentencesOf(selector, value);
    if (asked === undefined) return 0.5;
    if (selector === 'group') return membership.get(String(value['id'])) ?? 0.5;
    if (asked.some((sentence) => isKnown(sentence, known))) return 1;
    return isOpen(selector, value, user, directory) ? 0.5 : 0;
  };

  // Nothing is known of any group at first; each round settles what the one before has made clear.
  let isNew = true;
  while (isNew) {
    isNew = false;
    for (const [id, group] of directory.accessGroups) {
      const degree = degreeOfSet(group, decide);
      isNew ||= degree !== membership.get(id);
      membership.set(id, degree);
    }
  }
  return decide;
}

function degreeOfSet({ include, require, exclude }: RuleSet, decide: (rule: Rule) => Degree): Degree {
  return Math.min(
    Math.max(...include.map(decide)),
    ...require.map(decide),
    ...exclude.map((rule) => 1 - decide(rule)),
  ) as Degree;
}

/** The sentences any of which makes a rule match; none where the rule is not as the API has it. */
function sentencesOf(selector: string, value: Readonly<Record<string, unknown>>): string[] | undefined {
  const fields = (SENTENCES as Partial<Record<string, readonly string[]>>)[selector];
  if (fields === undefined) return undefined;
  if (selector === 'user_risk_score') return riskSentences(value[selector]);
  const words: string[] = [selector];
  for (const field of [...fields, ...(FORMALITIES[selector] ?? [])]) {
    const content = value[field.replace('?', '')];
    if (content === undefined && field.endsWith('?')) continue;
    if (typeof content !== 'string') return undefined;
    if (fields.includes(field)) words.push(content);
  }
  if (selector === 'ip') return blockSentences(words[1] ?? '');
  const sentence = words.join(' ');
  return [CASELESS.has(selector) ? sentence.toLowerCase() : sentence];
}

function riskSentences(scores: unknown): string[] | undefined {
  const known = ['low', 'medium', 'high', 'unscored'];
  if (!Array.isArray(scores) || scores.length === 0) return undefined;
  return scores.every((score) => known.includes(String(score)))
    ? scores.map((score) => `user_risk_score ${String(score)}`)
    : undefined;
}

/** The sentence that an address begins with the bits that a block has in common; none where that is no block. */
function blockSentences(block: string): string[] | undefined {
  const [address = '', prefix] = block.split('/');
  const bits = bitsOf(address);
  const length = prefix === undefined ? bits.length : Number(prefix);
  const version = address.includes(':') ? 'v6' : 'v4';
  return length > bits.length ? undefined : [`ip ${version} ${bits.slice(0, length)}`];
}

/** Whether a sentence is known; one about a block is, when an address begins so. */
function isKnown(sentence: string, known: ReadonlySet<string>): boolean {
  return sentence.startsWith('ip ')
    ? [...known].some((fact) => fact.startsWith(sentence))
    : known.has(sentence);
}

/** Everything that is known to hold of a user. */
function sentencesAbout(user: User, directory: Directory): string[] {
  const { id, type } = user.identityProvider;
  const email = user.email.toLowerCase();
  const groups = user.groups;
  const { organization = '', teams = [] } = user.github ?? {};
  const here = user.cloudflareAccounts.includes(directory.accountId);
  const passed = Object.keys(user.devicePosture).filter((check) => user.devicePosture[check]);
  const address = new Set(user.ip === undefined ? [] : blockSentences(user.ip));
  return [
    'everyone',
    `email ${email}`,
    `email_domain ${email.replace(/.*@/s, '')}`,
    ...keysWhere(directory.emailLists, (emails) => emails.has(email)).map((list) => `email_list ${list}`),
    `login_method ${id}`,
    ...user.authMethods.map((method) => `auth_method ${method}`),
    `user_risk_score ${user.riskScore}`,
    ...passed.flatMap((check) => [
      `device_posture ${check}`,
      `device_posture ${check} ${directory.accountId}`,
    ]),

    ...(type === 'okta' ? groups.map((group) => `okta ${id} ${group}`) : []),
    ...(type === 'azureAD' ? groups.map((group) => `azureAD ${id} ${group}`) : []),
    ...(type === 'azureAD' ? user.authContexts.map((context) => `auth_context ${id} ${context}`) : []),
    ...(type === 'google-apps' ? groups.map((group) => `gsuite ${id} ${group}`.toLowerCase()) : []),
    ...(type === 'github' ? [`github-organization ${id} ${organization}`] : []),
    ...(type === 'github' ? teams.map((team) => `github-organization ${id} ${organization} ${team}`) : []),
    ...(type === 'saml' ? pairs(user.samlAttributes).map((pair) => `saml ${id} ${pair}`) : []),
    ...(type === 'oidc' ? pairs(user.oidcClaims).map((pair) => `oidc ${id} ${pair}`) : []),
    ...(type === 'cloudflare'
      ? user.cloudflareAccounts.map((account) => `cloudflare_account_member ${account}`)
      : []),
    ...(type === 'cloudflare' && here ? ['cloudflare_account_member'] : []),

    `geo ${user.country ?? ''}`,
    ...address,
    ...keysWhere(directory.ipLists, (ranges) =>
      ranges.some((range) => blockSentences(range)?.some((sentence) => isKnown(sentence, address))),
    ).map((list) => `ip_list ${list}`),
    ...(user.clientCertificate ? ['certificate', `common_name ${user.clientCertificate.common_name}`] : []),
    ...Object.keys(user.externalEvaluations)
      .filter((url) => user.externalEvaluations[url])
      .map((url) => `external_evaluation ${url}`),
  ];
}

function keysWhere<Value>(map: ReadonlyMap<string, Value>, holds: (value: Value) => boolean): string[] {
  return [...map].filter(([, value]) => holds(value)).map(([key]) => key);
}

function pairs(claims: User['oidcClaims']): string[] {
  return Object.entries(claims).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name} ${value}`),
  );
}

/** An address as 32 or 128 digits of 0 and 1. */
function bitsOf(address: string): string {
  const bits = (parts: readonly string[], radix: number, width: number): string =>
    parts.map((part) => parseInt(part, radix).toString(2).padStart(width, '0')).join('');
  if (!address.includes(':')) return bits(address.split('.'), 10, 8);
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':'));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return bits([...head, ...zeros, ...tail], 16, 16);
}

/** Whether nobody can know what a rule asks, of those that no sentence answers. */
function isOpen(
  selector: string,
  value: Readonly<Record<string, unknown>>,
  user: User,
  { accountId, emailLists, ipLists }: Directory,
): boolean {
  switch (selector) {
    case 'email_list':
      return !emailLists.has(String(value['id']));
    case 'device_posture':
      return value['account_id'] !== undefined && value['account_id'] !== accountId;
    case 'geo':
      return user.country === undefined;
    case 'ip':
      return user.ip === undefined;
    case 'ip_list':
      return user.ip === undefined || !ipLists.has(String(value['id']));
    case 'certificate':
    case 'common_name':
      return user.clientCertificate === undefined;
    case 'external_evaluation':
      return !(String(value['evaluate_url']) in user.externalEvaluations);
    default:
      return false;
  }
}
