import { ApiError } from '../errors.ts';
import { plain } from '../untrusted.ts';
import { type ApiMessage } from './wire.ts';

/** Also sent for what does not exist any more. */
const NO_ROUTE = 7000;

/** Codes that the Access API was seen to send; Cloudflare publishes no list of them. */
const BY_CODE: Readonly<Record<number, string>> = {
  1000: 'The API token is unknown, expired or revoked: put a valid one into the secret behind api-token.',
  6003: 'The credentials are malformed: copy the API token again, without quotes, spaces or line breaks.',
  [NO_ROUTE]: 'Cloudflare does not know this address: check account-id and api-base-url.',
  7003: 'Cloudflare does not know this account or zone: check account-id (Cloudflare dashboard, Account home, Copy account ID), and zone_id where the config has one.',
  9103: 'The pair of e-mail address and API key is unknown: check api-email and api-key.',
  9106: 'No credentials arrived: check api-token, and that no proxy removes the Authorization header.',
  9109: 'The API token is unknown, expired or revoked: put a valid one into the secret behind api-token.',
  9999: 'Zero Trust is not set up in this account: open it once in the Cloudflare dashboard, or check account-id.',
};

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'Cloudflare does not accept the request as it is written: correct the policy or id that it names.',
  404: 'It does not exist, or no longer: check the id, and that it belongs to this account.',
  429: 'The limit of 1,200 requests in 5 minutes is shared by everything that uses this token: run again later, or give the gate a token of its own.',
};

/** The token may not do this; also sent for an account or zone that is not in its scope. */
const FORBIDDEN = 10000;

/** Whether an error of this code means that the set-up is wrong, whatever the HTTP status. */
function isSetUpCode(code: number): boolean {
  return (code in BY_CODE && code !== NO_ROUTE) || code === FORBIDDEN;
}

/**
 * Whether an error means that the set-up is wrong, so that nothing can be proven until somebody mends it: a
 * request that Cloudflare does not accept, credentials it does not accept. A 404 is one at the start only.
 */
export function isRefusal(error: unknown, { atStart }: { atStart: boolean }): boolean {
  if (!(error instanceof ApiError)) return false;
  const { status, codes } = error;
  return [400, 401, 403].includes(status) || codes.some(isSetUpCode) || (atStart && status === 404);
}

/**
 * What to do about an answer that is an error: by the first code that is known, else by the HTTP status.
 *
 * @param permission what the request takes, by Cloudflare's name
 */
export function adviceFor(status: number, errors: readonly ApiMessage[], permission: string): string {
  const forbidden = `The API token lacks the permission "${permission}", or its scope does not include this account or zone: add both to the token.`;
  const byCode = errors
    .map(({ code }) => (code === FORBIDDEN ? forbidden : BY_CODE[code]))
    .find((advice) => advice !== undefined);
  const byStatus = status === 401 || status === 403 ? forbidden : BY_STATUS[status];
  return byCode ?? byStatus ?? 'Run it again; if it stays so, ask Cloudflare.';
}

/**
 * `10000: Authentication error`, with the place in the request and the documentation where they are given.
 *
 * @param conceal sees each part while it is whole: of what is cut off, nobody could tell that it is a secret
 */
export function renderApiMessage(
  { code, message, pointer, documentationUrl }: ApiMessage,
  conceal: (text: string) => string,
): string {
  const shown = (text: string): string => plain(conceal(text));
  const place = pointer === undefined ? '' : ` at ${shown(pointer)}`;
  const documentation = documentationUrl === undefined ? '' : ` (${shown(documentationUrl)})`;
  return `${String(code)}: ${shown(message)}${place}${documentation}`;
}
