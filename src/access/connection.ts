/** How a request proves who sends it: an API token, or the older pair of e-mail address and global key. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'key'; readonly email: string; readonly key: string };

/** Whose Access API is asked, where, and as whom. */
export interface Connection {
  /** `https:`, or `http:` on a loopback address; without a slash at the end. */
  readonly baseUrl: string;
  /** 32 hexadecimal characters. */
  readonly accountId: string;
  readonly credentials: Credentials;
  /** Percent of the rate limit that pages of users leave to others who use the same token, 0 to 90. */
  readonly rateLimitReserve: number;
}

/** Cloudflare's own address of its API, https://developers.cloudflare.com/api/. */
export const CLOUDFLARE_BASE_URL = 'https://api.cloudflare.com/client/v4';

/** What must never be shown. */
export function secretOf(credentials: Credentials): string {
  return credentials.kind === 'token' ? credentials.token : credentials.key;
}

/** The headers that authorize a request. Never to be logged. */
export function authorizationOf(credentials: Credentials): Record<string, string> {
  switch (credentials.kind) {
    case 'token':
      return { authorization: `Bearer ${credentials.token}` };
    case 'key':
      return { 'x-auth-email': credentials.email, 'x-auth-key': credentials.key };
  }
}
