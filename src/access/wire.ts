import { z } from 'zod';
import { WireError } from '../errors.ts';
import { MAX_DEPTH, MAX_PER_PAGE } from '../limits.ts';
import { isNestedDeeper } from '../nesting.ts';
import { type Counts } from '../verdict/counts.ts';
import { USER_STATUSES, type UserStatus } from '../verdict/assertion.ts';
import { type User } from '../verdict/user.ts';

/** A policy test's progress; `status` is the API's word, kept even when it is not a known one. */
export interface TestStatus {
  readonly status: string;
  readonly counts: Counts;
}

/** Which users of a test are asked for: `page` from 1, `perPage` at most 1000; of one status, or everybody. */
export interface UsersPage {
  readonly page: number;
  readonly perPage: number;
  readonly status?: UserStatus | undefined;
}

/** One message of an answer's `errors[]` or `messages[]`. */
export interface ApiMessage {
  readonly code: number;
  readonly message: string;
  readonly documentationUrl?: string;
  readonly pointer?: string;
}

/** The part of an answer around its `result`. */
export interface Envelope {
  readonly success: boolean;
  readonly errors: readonly ApiMessage[];
  readonly messages: readonly ApiMessage[];
  readonly result?: unknown;
  /** How many rows all pages of the result have, where the answer says so. */
  readonly totalCount?: number | undefined;
}

const MAX_MESSAGES = 100;

const message = z
  .object({
    code: z.number(),
    message: z.string(),
    documentation_url: z.string().nullish(),
    source: z.object({ pointer: z.string().nullish() }).nullish(),
  })
  .transform(({ code, message: words, documentation_url: documentationUrl, source }): ApiMessage => ({
    code,
    message: words,
    ...(documentationUrl && { documentationUrl }),
    ...(source?.pointer && { pointer: source.pointer }),
  }));

// One that cannot be read is still one; thousands are no more than a hundred.
const messages = z.preprocess(
  (list) => (Array.isArray(list) ? list.slice(0, MAX_MESSAGES) : (list ?? [])),
  z.array(message.catch({ code: 0, message: 'an error of an unknown form' })),
);

// Gateway errors in the wild leave out `messages` and `result`; `success` is what must not be missing.
const envelope = z
  .object({
    success: z.boolean(),
    errors: messages,
    messages,
    result: z.unknown().optional(),
    // Seldom declared: what is not understood of it says nothing.
    result_info: z
      .object({ total_count: z.int().min(0).optional() })
      .optional()
      .catch(undefined),
  })
  .transform(({ result_info: info, ...rest }): Envelope => ({ ...rest, totalCount: info?.total_count }));

// The example of an id has 64 hexadecimal characters, so it is not held to be a UUID; but it becomes part of
// addresses, messages and lines of the log.
const started = z.object({ id: z.string().regex(/^[\w-]{1,64}$/), status: z.literal('success').optional() });

const count = z.int().min(0).optional();
const percent = z.number().min(0).max(100).optional();

const testStatus = z
  .object({
    id: z.string().nullish(),
    status: z.string().min(1),
    total_users: count,
    users_approved: count,
    users_blocked: count,
    users_errored: count,
    percent_approved: percent,
    percent_blocked: percent,
    percent_errored: percent,
    percent_users_processed: percent,
  })
  .transform((wire) => ({
    id: wire.id ?? undefined,
    status: wire.status,
    counts: {
      totalUsers: wire.total_users,
      usersApproved: wire.users_approved,
      usersBlocked: wire.users_blocked,
      usersErrored: wire.users_errored,
      percentApproved: wire.percent_approved,
      percentBlocked: wire.percent_blocked,
      percentErrored: wire.percent_errored,
      percentUsersProcessed: wire.percent_users_processed,
    },
  }));

/** Whatever says nothing (absent, null, empty) is undefined alike. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);

/** Characters of a user's id or address, which are kept for all users: an id has 36, an address at most 320. */
export const MAX_IDENTITY = 320;

const identity = z.string().max(MAX_IDENTITY).nullish();

const usersPage = z.array(
  z.object({
    id: identity,
    email: identity,
    name: z.string().nullish(),
    status: z.enum(USER_STATUSES).optional(),
  }),
);

export type WireUsersQuery = ReturnType<typeof encodePageQuery> & {
  readonly status?: (typeof FILTERS)[UserStatus];
};

/** What is decoded of each answer's result, as it stands on the wire. */
export type WireStarted = z.input<typeof started>;
export type WireTestStatus = z.input<typeof testStatus>;
export type WireUser = z.input<typeof usersPage>[number];

/** @throws WireError when the body is not an envelope. */
export function decodeEnvelope(body: string): Envelope {
  // Before it is read: policies are sent on, and what writes them calls itself for what is inside.
  if (isNestedDeeper(body, MAX_DEPTH)) {
    throw new WireError(`has more than ${String(MAX_DEPTH)} lists and mappings in one another`);
  }
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // Not a word of it is repeated, not even in a cause: what was cut off may begin with a name.
    const what =
      body === '' ? 'it is empty' : /^\s*</.test(body) ? 'it looks like HTML' : 'it is something else';
    throw new WireError(`is not JSON: ${what}`);
  }
  return decode(envelope, json);
}

/** The query of a page, `page` from 1. */
export function encodePageQuery(
  page: number,
  perPage: number,
): { readonly page: number; readonly per_page: number } {
  return { page, per_page: perPage };
}

/** The filter's words and those of the rows differ; which means which is nowhere stated. */
const FILTERS = { approved: 'success', blocked: 'fail', error: 'error' } as const satisfies Record<
  UserStatus,
  string
>;

/** The query of a page of a test's users: of one status, or everybody. */
export function encodeUsersQuery({ page, perPage, status }: UsersPage): WireUsersQuery {
  return { ...encodePageQuery(page, perPage), ...(status && { status: FILTERS[status] }) };
}

/** The id of a started policy test. @throws WireError */
export function decodeStarted(result: unknown): string {
  return decode(started, result).id;
}

/** The words that end a policy test; any other is waited out until the deadline. */
export const TERMINAL_STATUSES: readonly string[] = ['complete', 'blocked', 'exceeded time'];

/**
 * The status of the policy test `id`.
 *
 * @throws WireError when it is that of another, a field is missing or mistyped, or a count is no whole number from 0
 */
export function decodeTestStatus(result: unknown, id: string): TestStatus {
  const { id: told = id, status, counts } = decode(testStatus, result);
  if (told.toLowerCase() !== id.toLowerCase()) throw new WireError('is about another policy test');
  return { status, counts };
}

/** @throws WireError when a field is mistyped or a status is not one of the API's three. */
export function decodeUsersPage(result: unknown): readonly User[] {
  // Not transformed by the schema field by field, which takes as long as all else that decodes a page.
  return decodePage(usersPage, result).map(({ id, email, name, status }) => ({
    id: id || undefined,
    email: email || undefined,
    name: name || undefined,
    status,
  }));
}

/** The rows of a page, as `schema` reads them. @throws WireError, also when they are too many. */
export function decodePage<T>(schema: z.ZodType<readonly T[]>, result: unknown): readonly T[] {
  // Before each is looked at: millions of wrong rows would take minutes and all the memory.
  if (Array.isArray(result) && result.length > MAX_PER_PAGE) {
    throw new WireError(`has ${String(result.length)} rows, more than a page can have`);
  }
  return decode(schema, result);
}

/** The value as `schema` reads it. @throws WireError that says where it does not. */
export function decode<T>(schema: z.ZodType<T>, value: unknown): T {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const [issue] = error.issues;
  const path = issue?.path.map(String).join('.') ?? '';
  throw new WireError(`has not the documented shape: ${path && `${path}: `}${issue?.message ?? 'invalid'}`);
}
