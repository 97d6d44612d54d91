import { z } from 'zod';
import { nameBlock, parseNetwork } from './network.ts';
import { alikeId, type RiskScore, type Trait } from './trait.ts';

/** What a rule tells of everybody who meets it. */
export interface Facts {
  /** What stands for the rule, where that is not its value. */
  readonly key?: string | undefined;
  readonly trait?: Trait;
  /** The keys of other rules that everybody meets who meets this one. */
  readonly implied?: readonly string[];
}

/** JSON that is the same for equal data, whatever the order of its keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

/** What stands for a rule, the same for those that ask the same. */
export function keyOf(selector: string, value: unknown): string {
  return `{${JSON.stringify(selector)}:${canonical(value)}}`;
}

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
/** Nobody has an empty one. */
const ID = TEXT.regex(/\S/);
/** Nothing is told of patterns, nor of names beyond ASCII, which can be written in several ways. */
const EMAIL = TEXT.regex(/^[!-)+-?A-~]+@[\w-]+(?:\.[\w-]+)*$/).toLowerCase();
const DOMAIN = TEXT.regex(/^[\w-]+(?:\.[\w-]+)*$/).toLowerCase();
const COUNTRY = TEXT.regex(/^[a-z0-9]{2}$/i);
/** In alphabetical order. */
const RISK_SCORES = ['high', 'low', 'medium', 'unscored'] as const;
const SCORES = z
  .array(z.enum(RISK_SCORES))
  .min(1)
  .transform((scores) => [...new Set(scores)].sort());

function provider(id: string): Trait {
  return { kind: 'provider', id, alike: alikeId(id) };
}

/** All sets of risk scores, each in alphabetical order. */
const SETS_OF_SCORES = RISK_SCORES.reduce<readonly RiskScore[][]>(
  (sets, score) => [...sets, ...sets.map((set) => [...set, score])],
  [[]],
);

/** What a rule about risk scores tells: whoever meets it meets those that have its scores and more. */
const RISK_FACTS: ReadonlyMap<string, Facts> = new Map(
  SETS_OF_SCORES.map((scores) => [
    scores.join(),
    {
      trait: { kind: 'risk', scores },
      implied: SETS_OF_SCORES.filter((set) => scores.every((score) => set.includes(score))).map((set) =>
        keyOf('user_risk_score', { user_risk_score: set }),
      ),
    },
  ]),
);

/** What an identity provider says of somebody holds for who logged in with it. */
function through({ identity_provider_id: id }: { readonly identity_provider_id: string }): Facts {
  return { trait: provider(id), implied: [keyOf('login_method', { id })] };
}

/** The selectors of the API whose rules can be told something of. */
export const SELECTORS: ReadonlyMap<string, Selector> = new Map(
  Object.entries({
    everyone: selector({}),
    email: selector({ email: EMAIL }, ({ email }) => {
      const domain = email.slice(email.lastIndexOf('@') + 1);
      return { trait: { kind: 'address', email, domain }, implied: [keyOf('email_domain', { domain })] };
    }),
    email_domain: selector({ domain: DOMAIN }, ({ domain }) => ({ trait: { kind: 'address', domain } })),
    geo: selector({ country_code: COUNTRY }, ({ country_code: code }) => ({
      trait: { kind: 'country', code: code.toLowerCase() },
    })),
    ip: selector({ ip: TEXT }, ({ ip }) => {
      const network = parseNetwork(ip);
      return network ? { trait: { kind: 'network', network }, key: nameBlock(network) } : {};
    }),
    user_risk_score: selector(
      { user_risk_score: SCORES },
      ({ user_risk_score: scores }) => RISK_FACTS.get(scores.join()) ?? {},
    ),
    login_method: selector({ id: ID }, ({ id }) => ({ trait: provider(id) })),
    azureAD: selector({ id: ID, identity_provider_id: ID }, through),
    auth_context: selector({ id: ID, ac_id: ID, identity_provider_id: ID }, through),
    gsuite: selector({ email: TEXT, identity_provider_id: ID }, through),
    okta: selector({ name: TEXT, identity_provider_id: ID }, through),
    oidc: selector({ claim_name: TEXT, claim_value: TEXT, identity_provider_id: ID }, through),
    saml: selector({ attribute_name: TEXT, attribute_value: TEXT, identity_provider_id: ID }, through),
    'github-organization': selector(
      { name: TEXT, identity_provider_id: ID, team: TEXT.optional() },
      ({ team, ...organization }) => {
        const { trait, implied = [] } = through(organization);
        const whole = team === undefined ? [] : [keyOf('github-organization', organization)];
        return { ...(trait && { trait }), implied: [...implied, ...whole] };
      },
    ),
    certificate: selector({}),
    common_name: selector({ common_name: TEXT }, () => ({ implied: [keyOf('certificate', {})] })),
    any_valid_service_token: selector({}),
    service_token: selector({ token_id: ID }, () => ({ implied: [keyOf('any_valid_service_token', {})] })),
  }),
);
