import { z } from 'zod';
import { type Policy } from '../policies/entry.ts';
import { type ApplicationState } from '../verdict/application.ts';
import { decode, decodePage, text } from './wire.ts';

/** A policy of an application as it is saved. */
export interface SavedPolicy {
  readonly id: string | undefined;
  /** The lowest comes first; infrastructure applications have none. */
  readonly precedence: number | undefined;
  /** As it can be sent to a policy test. */
  readonly policy: Policy;
}

/** A saved application. */
export interface SavedApplication {
  readonly id: string;
  readonly name: string | undefined;
  /** Where it is, as in `wiki.example.com/docs`. */
  readonly domain: string | undefined;
}

/** What Cloudflare says of a saved policy, and a policy test does not take. */
export const READ_ONLY_FIELDS = [
  'account_id',
  'app_count',
  'created_at',
  'id',
  'precedence',
  'reusable',
  'uid',
  'updated_at',
] as const;

// Without any of these three, something else would be tested than what is saved.
const SAVED_POLICY = {
  id: text,
  precedence: z.number().nullish(),
  name: z.string(),
  decision: z.string(),
  include: z.array(z.unknown()),
};

const savedPolicies = z.array(
  z.looseObject(SAVED_POLICY).transform((wire): SavedPolicy => ({
    id: wire.id,
    precedence: wire.precedence ?? undefined,
    policy: Object.fromEntries(
      Object.entries(wire).filter(([name, value]) => value !== null && !isReadOnly(name)),
    ),
  })),
);

function isReadOnly(name: string): boolean {
  const names: readonly string[] = READ_ONLY_FIELDS;
  return names.includes(name);
}

// Called optional, but without its id nothing can be asked about an application. A UUID, or an older identifier.
const application = z.object({
  id: z.string().regex(/^[0-9A-Za-z-]{1,36}$/),
  name: text,
  domain: text,
});

const applications = z.array(application);

/*
 * The items of `policies` are of no declared type, so that whatever is not understood in them is passed over: a
 * policy that is expected and not recognised is not known.
 */
const applicationState = z
  .object({
    app_state: z
      .object({
        app_uid: text,
        status: text,
        policies: z
          .array(
            z
              .object({ precedence: z.number().optional().catch(undefined), status: text.catch(undefined) })
              .catch({ precedence: undefined, status: undefined }),
          )
          .nullish(),
      })
      .nullish(),
    user_identity: z.object({ user_uuid: text, id: text, email: text }).nullish(),
  })
  .transform(({ app_state: state, user_identity: user }): ApplicationState => ({
    appId: state?.app_uid,
    user: user ? { id: user.user_uuid ?? user.id, email: user.email } : undefined,
    status: state?.status,
    policies: state?.policies ?? undefined,
  }));

/** What is decoded of each answer's result, as it stands on the wire. */
export type WireApplicationState = z.input<typeof applicationState>;
export type WireApplication = z.input<typeof application>;
export type WireSavedPolicy = z.input<z.ZodObject<typeof SAVED_POLICY>>;

/** @throws WireError when a documented field is mistyped. */
export function decodeApplicationState(result: unknown): ApplicationState {
  return decode(applicationState, result);
}

/**
 * The policies of a page: fields that are read-only or null are left out, all others stay as they are.
 *
 * @throws WireError when one has no name, no decision or no list of rules to include
 */
export function decodeSavedPolicies(result: unknown): readonly SavedPolicy[] {
  return decodePage(savedPolicies, result);
}

/** The applications of a page. @throws WireError when one has no id */
export function decodeApplications(result: unknown): readonly SavedApplication[] {
  return decodePage(applications, result);
}
