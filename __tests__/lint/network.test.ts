import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { isInRange } from '../../src/emulator/ipRange.ts';
import { commonNetwork, nameBlock, type Network, parseNetwork } from '../../src/lint/network.ts';

function network(text: string): Network {
  const parsed = parseNetwork(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

function isInside(narrow: Network, wide: Network): boolean {
  return nameBlock(narrow, wide) === nameBlock(wide);
}

test.each([
  '',
  'office',
  '192.0.2',
  '192.0.2.0.1',
  '192.0.2.256',
  '192.0.02.1',
  '192.0.2.0/33',
  '192.0.2.0/',
  '192.0.2.0/8/8',
  '192.0.2.0/08',
  '192.0.2.0 /8',
  '192.0.2.-1',
  '2001:db8',
  '2001:db8::/129',
  '2001::db8::1',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  '2001:db8::12345',
  '2001:db8::g',
  'fe80::1%eth0',
  '::ffff:192.0.2.1',
  ':',
])('%j is no network', (text) => {
  expect(parseNetwork(text)).toBeUndefined();
});

describe('networks', () => {
  it.each([
    ['192.0.2.7', '192.0.2.0/24', true],
    ['192.0.2.7', '192.0.2.200/24', true],
    ['192.0.2.0/24', '192.0.2.0/25', false],
    ['192.0.2.0/24', '0.0.0.0/0', true],
    ['2001:DB8::/33', '2001:db8::/32', true],
    ['::', '::/128', true],
    ['192.0.2.7', '::/0', false],
  ])('%s is inside %s: %j', (narrow, wide, inside) => {
    expect(isInside(network(narrow), network(wide))).toBe(inside);
  });

  it.each([
    ['192.0.2.0/24', '192.0.2.7', '192.0.2.7'],
    ['192.0.2.7', '192.0.2.0/24', '192.0.2.7'],
    ['192.0.2.0/24', '192.0.3.0/24', undefined],
    ['192.0.2.0/24', '2001:db8::/32', undefined],
    // An address of IPv4 may be written as one of IPv6.
    ['192.0.2.0/24', '::/0', '192.0.2.0/24'],
    ['192.0.2.0/24', '::ffff:0:0/96', '192.0.2.0/24'],
  ])('%s and %s have %s in common', (one, other, common) => {
    expect(commonNetwork(network(one), network(other))).toEqual(common && network(common));
  });

  it.each([
    [4, fc.ipV4(), 32],
    [6, fc.ipV6(), 128],
  ] as const)('of IPv%i hold the addresses that Node says they hold', (_version, address, bits) => {
    const plain = address.filter((text) => bits === 32 || !text.includes('.'));
    fc.assert(
      fc.property(
        plain,
        plain,
        fc.integer({ min: 0, max: bits }),
        fc.boolean(),
        (one, other, length, near) => {
          const block = `${one}/${String(length)}`;
          const asked = near ? one : other;
          expect(isInside(network(asked), network(block))).toBe(isInRange(asked, block));
          const isApart = commonNetwork(network(asked), network(block)) === undefined;
          expect(isApart).toBe(!isInRange(asked, block));
        },
      ),
      { numRuns: 500, seed: 20_261_121 },
    );
  });
});
