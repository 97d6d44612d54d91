/** A block of IP addresses, as numbers of IPv6; those of IPv4 are in `::ffff:0:0/96` (RFC 4291, 2.5.5.2). */
export interface Network {
  readonly version: 4 | 6;
  /** How many bits all its addresses have in common, of 32 or 128. */
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
}

const MAPPED = 0xffff_0000_0000n;

const PREFIX = /^(?:0|[1-9]\d{0,2})$/;
const DECIMAL = /^(?:0|[1-9]\d{0,2})$/;
const HEXADECIMAL = /^[0-9a-f]{1,4}$/i;

/**
 * Reads an IP address or CIDR block, `192.0.2.1`, `192.0.2.0/24` or `2001:db8::/32`; bits behind the prefix do not
 * matter. Undefined for anything else, IPv6 that ends in dotted numbers among it.
 */
export function parseNetwork(text: string): Network | undefined {
  const [address = '', prefix, ...more] = text.split('/');
  const version = address.includes(':') ? 6 : 4;
  const number = version === 4 ? parseIpv4(address) : parseIpv6(address);
  const bits = version === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : PREFIX.test(prefix) ? Number(prefix) : Infinity;
  if (number === undefined || length > bits || more.length > 0) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = number - (number % size);
  return { version, prefix: length, first, last: first + size - 1n };
}

/** The size of a block. */
export type BlockSize = Pick<Network, 'version' | 'prefix'>;

/**
 * What stands for the block of this size that a network is in, the same for all networks in it; undefined when the
 * network is in none.
 */
export function nameBlock(
  { first, ...own }: Network,
  { version, prefix }: BlockSize = own,
): string | undefined {
  if (own.version !== version || own.prefix < prefix) return undefined;
  const rest = BigInt((version === 4 ? 32 : 128) - prefix);
  return `network ${version}/${prefix} ${(first >> rest).toString(36)}`;
}

/** What two blocks have in common. One holds the other or they are apart, because both start at their size. */
export function commonNetwork(one: Network, other: Network): Network | undefined {
  if (one.last < other.first || other.last < one.first) return undefined;
  return one.last - one.first <= other.last - other.first ? one : other;
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => DECIMAL.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((number, part) => number * 256n + BigInt(part), 0n) + MAPPED;
}

function parseIpv6(text: string): bigint | undefined {
  const [head = '', tail, ...more] = text.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = 8 - before.length - after.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after];
  if (!groups.every((group) => HEXADECIMAL.test(group))) return undefined;
  return groups.reduce((number, group) => number * 65_536n + BigInt(`0x${group}`), 0n);
}
