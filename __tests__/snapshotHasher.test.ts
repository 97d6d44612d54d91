import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createHasher, HASH } from '../src/snapshotHasher.ts';
import { ACCOUNT_ID } from './support/directory.ts';

const SALT = '0123456789abcdef0123456789abcdef';
const hasher = createHasher(ACCOUNT_ID, SALT);
const alice = { email: 'alice@example.com' };

describe('a hash', () => {
  it('is the one that is documented, so that files stay comparable between releases', () => {
    const key = createHmac('sha256', ACCOUNT_ID).update(SALT).digest();
    const expected = createHmac('sha256', key).update('alice@example.com').digest('hex').slice(0, 16);
    expect(hasher.hashOf(alice)).toBe(expected);
    expect(expected).toBe('7bbe02066f85e3d9');
  });

  it.each([
    ['by the id where there is one', { ...alice, id: '7d3c' }, { id: '7d3c' }, true],
    ['by the address in any case', alice, { email: 'ALICE@Example.com' }, true],
    ['by the id in its own case', { id: '7d3c' }, { id: '7D3C' }, false],
    ['by the id, whoever has the address', { ...alice, id: '7d3c' }, { ...alice, id: '7d3d' }, false],
  ])('names a user %s', (_, one, other, same) => {
    expect(hasher.hashOf(one) === hasher.hashOf(other)).toBe(same);
  });

  it('of a user without an id and an address is undefined', () => {
    expect(hasher.hashOf({})).toBeUndefined();
  });

  it.each([
    ['another account', createHasher('f037e56e89293a057740de681ac9abbe', SALT)],
    ['another salt', createHasher(ACCOUNT_ID, SALT.replace('0', 'f'))],
  ])('has nothing in common with that of %s', (_, other) => {
    expect(other.account).not.toBe(hasher.account);
    expect(other.hashOf(alice)).not.toBe(hasher.hashOf(alice));
  });

  it('is the same for the account id in capitals', () => {
    const capitals = createHasher(ACCOUNT_ID.toUpperCase(), SALT);
    expect(capitals.account).toBe(hasher.account);
    expect(capitals.hashOf(alice)).toBe(hasher.hashOf(alice));
  });

  it('has the shape that a snapshot asks for', () => {
    expect(hasher.account).toMatch(HASH);
    expect(hasher.hashOf(alice)).toMatch(HASH);
  });
});
