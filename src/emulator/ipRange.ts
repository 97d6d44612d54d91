import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

const BLOCK = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** An IP address, of IPv4 or IPv6. */
export const IP_ADDRESS = z.string().refine((text) => isIP(text) !== 0, 'must be an IP address');

/** An IP address or a CIDR block, of IPv4 or IPv6. */
export const IP_RANGE = z
  .string()
  .refine((text) => BLOCK.safeParse(text).success, 'must be an IP address or a CIDR block');

/** Whether `address` lies in `range`, an `IP_RANGE`. */
export function isInRange(address: string, range: string): boolean {
  const [network = '', prefix] = range.split('/');
  const family = familyOf(network);
  // To a BlockList, ::/0 has the addresses of IPv4 in it.
  if (familyOf(address) !== family) return false;
  const block = new BlockList();
  if (prefix === undefined) block.addAddress(network, family);
  else block.addSubnet(network, Number(prefix), family);
  return block.check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
