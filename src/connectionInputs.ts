import { type Connection, type Credentials } from './access/connection.ts';
import { type InputName } from './inputDefinitions.ts';
import { type RawInputs, showValue } from './rawInputs.ts';

/**
 * Inputs go before variables, a token before the older pair; half a pair of inputs is filled up by its variable.
 * Undefined where there is no token and no whole pair.
 */
export function findCredentials({ given, inEnvironment, valueOf }: RawInputs): Credentials | undefined {
  const pairGiven = (given('api-email') ?? given('api-key')) !== undefined;
  const token = given('api-token') ?? (pairGiven ? undefined : inEnvironment('api-token'));
  if (token !== undefined) return { kind: 'token', token };
  const [email, key] = [valueOf('api-email'), valueOf('api-key')];
  return email === '' || key === '' ? undefined : { kind: 'key', email, key };
}

/** Whom to call and as whom; what is wrong is added to `problems`, none of which repeats a secret. */
export function checkConnection(
  raw: RawInputs,
  credentials: Credentials | undefined,
  problems: string[],
): Connection | undefined {
  checkCredentials(raw, credentials, problems);
  const baseUrl = checkBaseUrl(raw.valueOf('api-base-url').trim(), problems);
  const accountId = raw.valueOf('account-id').trim();
  if (!/^[0-9a-f]{32}$/i.test(accountId)) {
    problems.push(
      accountId === ''
        ? 'account-id is missing: give the id of the Cloudflare account (dashboard, Account home, Copy account ID), or set CLOUDFLARE_ACCOUNT_ID.'
        : 'account-id: an account id has 32 hexadecimal characters (dashboard, Account home, Copy account ID).',
    );
  }
  const rateLimitReserve = checkReserve(raw.valueOf('rate-limit-reserve').trim(), problems);
  return credentials && { baseUrl, accountId, credentials, rateLimitReserve };
}

function checkCredentials(
  { valueOf }: RawInputs,
  credentials: Credentials | undefined,
  problems: string[],
): void {
  switch (credentials?.kind) {
    case 'token':
      checkHeaderValue('api-token', credentials.token, problems);
      return;
    case 'key':
      checkHeaderValue('api-email', credentials.email, problems);
      checkHeaderValue('api-key', credentials.key, problems);
      return;
    case undefined: {
      const [email, key] = [valueOf('api-email'), valueOf('api-key')];
      const [missing, present] = email === '' ? ['api-email', 'api-key'] : ['api-key', 'api-email'];
      problems.push(
        email === '' && key === ''
          ? 'api-token is missing: create an API token with the permission "Access: Policy Test Write", store it as a secret, and pass it as api-token or CLOUDFLARE_API_TOKEN.'
          : `${missing} is missing: ${present} goes only together with it. Give both, or an api-token alone.`,
      );
    }
  }
}

/** A header takes visible ASCII only; a line break gets into a secret when it is pasted. */
function checkHeaderValue(name: InputName, value: string, problems: string[]): void {
  if (/[\r\n]/.test(value)) {
    problems.push(`${name} contains a line break: store the secret again without it.`);
  } else if (!/^[\x21-\x7e]+$/.test(value) || (name === 'api-email' ? /"/ : /["']/).test(value)) {
    problems.push(
      `${name} contains a space, a quote or another character that none has: store it again without it.`,
    );
  }
}

/** A whole number of percent. */
function checkReserve(text: string, problems: string[]): number {
  const percent = /^\d{1,2}$/.test(text) ? Number(text) : Infinity;
  if (percent > MAX_RESERVE) {
    problems.push(
      `rate-limit-reserve: ${showValue(text)} is no whole number from 0 to ${String(MAX_RESERVE)}.`,
    );
  }
  return percent;
}

/** Percent of the rate limit: with less than a tenth of it, a company would be listed for hours. */
const MAX_RESERVE = 90;

/** Only an encrypted connection, or one that does not leave the machine, gets the token. The address as it is read. */
function checkBaseUrl(text: string, problems: string[]): string {
  if (!isSafeAddress(text)) {
    problems.push(
      'api-base-url must be an https address (or http on 127.0.0.1, ::1 or localhost) without credentials, query and fragment; nothing else gets the token.',
    );
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url === undefined ? '' : `${url.origin}${url.pathname}`.replace(/(?<!\/)\/+$/, '');
}

/** Whether a token may be sent there: https or this machine, and nothing in the address but where it is. */
export function isSafeAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const loopback = url !== undefined && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback);
  return safe && url.username === '' && url.password === '' && !/[?#]/.test(url.href);
}
