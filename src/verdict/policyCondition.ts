import { z } from 'zod';
import { parseNetwork } from './policyNetwork.ts';
import { isPartOf, type Trait } from './policyTrait.ts';

/** One rule of a policy, as far as its text tells whom it is about. */
export interface Condition {
  readonly selector: string;
  /** The same for rules that ask the same. */
  readonly key: string;
  /** Whether its value is what the API documents; nothing is told of others, and of unknown selectors. */
  readonly known: boolean;
  /** What everybody has who meets the rule. */
  readonly trait?: Trait;
  /** Whether everybody meets the rule who has the trait. */
  readonly byTraitOnly: boolean;
  /** The keys of other rules that everybody meets who meets this one. */
  readonly implied: readonly string[];
}

/** Reads a rule, `{ email: { email: 'a@example.com' } }`; of what is none, nothing is told. */
export function readCondition(rule: unknown): Condition {
  const members = Object.entries(Object(rule) as Record<string, unknown>);
  const [selector, value] = members.length === 1 && members[0] ? members[0] : ['', undefined];
  const told = SELECTORS.get(selector)?.(value);
  return {
    selector,
    key: told === undefined ? canonical(rule) : keyOf(selector, told.value),
    known: told !== undefined,
    byTraitOnly: false,
    implied: [],
    ...told?.facts,
  };
}

/** Whether whoever meets `narrow` surely meets `wide`. */
export function isImplied(narrow: Condition, wide: Condition): boolean {
  if (narrow.key === wide.key || isEveryone(wide) || narrow.implied.includes(wide.key)) return true;
  return (
    wide.byTraitOnly &&
    wide.trait !== undefined &&
    narrow.trait !== undefined &&
    isPartOf(narrow.trait, wide.trait)
  );
}

/** Whether everybody meets a rule. */
export function isEveryone({ selector, known }: Condition): boolean {
  return selector === 'everyone' && known;
}

/** JSON that is the same for equal data, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

function keyOf(selector: string, value: unknown): string {
  return canonical({ [selector]: value });
}

type Facts = Partial<Pick<Condition, 'trait' | 'byTraitOnly' | 'implied'>>;

/** The value in the one way of writing it that stands for all, and what it tells; undefined when it is malformed. */
type Selector = (value: unknown) => { readonly value: unknown; readonly facts: Facts } | undefined;

/** A field more than documented may change what a rule means, so that nothing is told of it. */
function selector<Shape extends z.ZodRawShape>(
  shape: Shape,
  tell: (value: z.infer<z.ZodObject<Shape, z.core.$strict>>) => Facts = () => ({}),
): Selector {
  const schema = z.strictObject(shape);
  return (value) => {
    const { data } = schema.safeParse(value);
    return data && { value: data, facts: tell(data) };
  };
}

const TEXT = z.string();
/** Nothing is told of patterns, nor of names beyond ASCII, which can be written in several ways. */
const EMAIL = TEXT.regex(/^[!-)+-?A-~]+@[\w-]+(?:\.[\w-]+)*$/).toLowerCase();
const DOMAIN = TEXT.regex(/^[\w-]+(?:\.[\w-]+)*$/).toLowerCase();
const COUNTRY = TEXT.regex(/^[a-z0-9]{2}$/i);
const SCORES = z
  .array(z.enum(['low', 'medium', 'high', 'unscored']))
  .min(1)
  .transform((scores) => [...new Set(scores)].sort());

function exactly(trait: Trait): Facts {
  return { trait, byTraitOnly: true };
}

/** What an identity provider says of somebody holds for who logged in with it. */
function through({ identity_provider_id: id }: { readonly identity_provider_id: string }): Facts {
  return { trait: { kind: 'provider', id } };
}

/** The selectors of the API whose rules can be told something of. */
const SELECTORS: ReadonlyMap<string, Selector> = new Map(
  Object.entries({
    everyone: selector({}),
    email: selector({ email: EMAIL }, ({ email }) =>
      exactly({ kind: 'address', email, domain: email.slice(email.lastIndexOf('@') + 1) }),
    ),
    email_domain: selector({ domain: DOMAIN }, ({ domain }) => exactly({ kind: 'address', domain })),
    geo: selector({ country_code: COUNTRY }, ({ country_code: code }) => exactly({ kind: 'country', code })),
    ip: selector({ ip: TEXT }, ({ ip }) => {
      const network = parseNetwork(ip);
      return network ? exactly({ kind: 'network', network }) : {};
    }),
    user_risk_score: selector({ user_risk_score: SCORES }, ({ user_risk_score: scores }) =>
      exactly({ kind: 'risk', scores }),
    ),
    login_method: selector({ id: TEXT }, ({ id }) => exactly({ kind: 'provider', id })),
    azureAD: selector({ id: TEXT, identity_provider_id: TEXT }, through),
    auth_context: selector({ id: TEXT, ac_id: TEXT, identity_provider_id: TEXT }, through),
    gsuite: selector({ email: TEXT, identity_provider_id: TEXT }, through),
    okta: selector({ name: TEXT, identity_provider_id: TEXT }, through),
    oidc: selector({ claim_name: TEXT, claim_value: TEXT, identity_provider_id: TEXT }, through),
    saml: selector({ attribute_name: TEXT, attribute_value: TEXT, identity_provider_id: TEXT }, through),
    'github-organization': selector(
      { name: TEXT, identity_provider_id: TEXT, team: TEXT.optional() },
      ({ team, ...organization }) => ({
        ...through(organization),
        implied: team === undefined ? [] : [keyOf('github-organization', organization)],
      }),
    ),
    certificate: selector({}),
    common_name: selector({ common_name: TEXT }, () => ({ implied: [keyOf('certificate', {})] })),
    any_valid_service_token: selector({}),
    service_token: selector({ token_id: TEXT }, () => ({ implied: [keyOf('any_valid_service_token', {})] })),
  }),
);
