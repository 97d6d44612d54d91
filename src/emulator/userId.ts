import { createHash } from 'node:crypto';

/** The user's own id, or a UUID (version 8, RFC 9562) that depends on nothing but the address. */
export function userId({ id, email }: { id?: string | undefined; email: string }): string {
  if (id !== undefined) return id;
  const hex = createHash('sha256').update(email.toLowerCase()).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
