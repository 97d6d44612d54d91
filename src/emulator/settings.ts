import { z } from 'zod';
import { type CamelCased } from './camelCase.ts';

/**
 * How the emulated API behaves where Cloudflare's documentation is silent, or where accounts differ: what
 * Cloudflare leaves open is played both ways. docs/emulator.md explains each setting, and a test holds the two together.
 */
export const SETTINGS = z.strictObject({
  /** How long every answer takes, from the request's arrival; the server waits, not the handler. */
  latency_ms: z.number().min(0).max(60_000).default(0),
  /** How long a policy test takes. */
  test_seconds: z.number().min(0).default(0),
  test_ends: z.enum(['complete', 'blocked', 'exceeded time']).default('complete'),
  /** How many of the users are processed when a test ends otherwise than `complete`. */
  test_ends_at_percent: z.number().min(0).max(100).default(50),
  /** How long a test that has ended is kept; for ever by default. */
  test_kept_seconds: z.number().min(0).optional(),
  /** The HTTP status of the answer about a test that never was, or is not kept any more. */
  unknown_test_status: z.literal([404, 400]).default(404),
  /** Whether a test may be started while another is processing, or the HTTP status of the refusal. */
  second_test: z.literal(['allowed', 400, 403, 409, 429]).default('allowed'),
  /** The id of a saved policy that does not exist: the request is refused, or whoever reaches it is an `error`. */
  unknown_policy: z.enum(['refused', 'error']).default('refused'),
  /** In which order the list of policies is evaluated. */
  policy_order: z.enum(['first_to_last', 'last_to_first']).default('first_to_last'),
  /** What becomes of a user whom a bypass policy matches. */
  bypass: z.enum(['approved', 'ignored', 'error']).default('approved'),
  /** What becomes of a user whom a Service Auth policy matches. */
  non_identity: z.enum(['ignored', 'approved', 'error']).default('ignored'),
  /** Selectors that the tester cannot decide for anybody. */
  undecidable_selectors: z.array(z.string().min(1)).default([]),
  /** The users' list of a test that is not `complete`. */
  users_before_end: z.enum(['listed', 'empty', 'refused']).default('listed'),
  /** Whether the order of the users differs from request to request until the test is `complete`. */
  order_before_end: z.enum(['stable', 'shuffled']).default('stable'),
  /** A `per_page` above it gives so many. */
  max_per_page: z.int().min(1).max(1000).default(1000),
  /** Whether a page comes with `result_info`, of which the API does not declare as much. */
  result_info: z.boolean().default(false),
  /** Fields that are left out of statuses and users, all of which are optional in the API. */
  omitted_fields: z
    .array(
      z.enum([
        'total_users',
        'users_approved',
        'users_blocked',
        'users_errored',
        'percent_approved',
        'percent_blocked',
        'percent_errored',
        'percent_users_processed',
        'id',
        'email',
        'name',
      ]),
    )
    .default([]),
  /** So many requests of a token are answered in a window; past them, none is for as long. */
  rate_limit_requests: z.int().min(1).default(1200),
  rate_limit_seconds: z.number().positive().default(300),
  /** The HTTP status of the refusal of a token that is unknown or lacks a permission. */
  forbidden_status: z.literal([403, 401]).default(403),
  /** The HTTP status of the answer to a request without any credentials. */
  no_credentials_status: z.literal([400, 401]).default(400),
  /** Whether Zero Trust is set up in the account. */
  zero_trust: z.boolean().default(true),
});

export type Settings = CamelCased<z.infer<typeof SETTINGS>>;
