import { describe, expect, it } from '@jest/globals';
import { createNaming } from '../../src/verdict/person.ts';
import { ACCOUNT_ID } from '../support/directory.ts';
import { aRow } from '../support/judged.ts';

const PSEUDONYM = /^p-[0-9a-f]{8}$/;

const naming = createNaming(
  ACCOUNT_ID,
  new Map([
    ['boss@example.com', 'the boss'],
    ['an-id', 'known by id'],
    ['sly@example.com', 'sly@example.com\u001b[31m'],
  ]),
);

describe('a pseudonym', () => {
  it('tells neither address, name nor id', () => {
    expect(naming.person(aRow('alice@example.com')).label).toMatch(PSEUDONYM);
  });

  it('is the same whatever the case of the address, and whatever the id', () => {
    const { label } = naming.person(aRow('alice@example.com'));
    expect(naming.person(aRow('ALICE@Example.com', 'blocked', { id: 'other' })).label).toBe(label);
    expect(naming.nameOf('Alice@example.com')).toBe(label);
  });

  it('is another for another person', () => {
    const labels = new Set(
      Array.from({ length: 500 }, (_, index) => naming.nameOf(`user${index}@example.com`)),
    );
    expect(labels.size).toBe(500);
  });

  it('is another in another account, so that people cannot be followed across accounts', () => {
    const elsewhere = createNaming('0'.repeat(32), new Map());
    expect(elsewhere.nameOf('alice@example.com')).not.toBe(naming.nameOf('alice@example.com'));
  });

  it('is the same for an account id in capitals', () => {
    const capitals = createNaming(ACCOUNT_ID.toUpperCase(), new Map());
    expect(capitals.nameOf('alice@example.com')).toBe(naming.nameOf('alice@example.com'));
  });

  it('comes from the id where there is no address', () => {
    const { label } = naming.person({ id: 'somebody', status: 'approved' });
    expect(label).toMatch(PSEUDONYM);
    expect(label).toBe(naming.nameOf('somebody'));
  });
});

describe('a label', () => {
  it('is shown instead of an address in any case', () => {
    expect(naming.person(aRow('Boss@EXAMPLE.com')).label).toBe('the boss');
  });

  it('is shown instead of an id', () => {
    expect(naming.person({ id: 'AN-ID', status: 'approved' }).label).toBe('known by id');
  });

  it('of an id is shown where the address has none', () => {
    expect(naming.person({ id: 'an-id', email: 'carol@example.com' }).label).toBe('known by id');
  });

  it('tells no address and moves no cursor', () => {
    expect(naming.person(aRow('sly@example.com')).label).toBe('[address] [31m');
  });
});

describe('a pattern in a report', () => {
  it.each([
    ['*@example.com'],
    ['*@*.example.com'],
    ['?*@example.com'],
    ['*@{a,b}.example'],
    ['*@ex[ab]mple.com'],
    ['*'],
    ['**'],
    ['*@*'],
    ['*@bücher.example'],
  ])('stays as it is when it tells no more than a domain: %s', (pattern) => {
    expect(naming.nameOf(pattern)).toBe(pattern);
  });

  it.each([
    ['alice*@example.com'],
    ['*alice@example.com'],
    ['alice*'],
    ['*alice'],
    ['{alice,bob}@example.com'],
    ['{*@example.com,alice*}'],
    ['[a]lice@*'],
    ['é*@example.com'],
    ['李*@example.com'],
    ['*@a@b'],
    ['alice@example.com'],
    ['@example.com'],
    ['a11ce000-0000-8000-8000-000000000001'],
    ['1234'],
  ])('is a pseudonym when it may tell a name: %s', (pattern) => {
    expect(naming.nameOf(pattern)).toMatch(PSEUDONYM);
  });
});

describe('somebody in full', () => {
  const full = createNaming(ACCOUNT_ID, new Map([['boss@example.com', 'the boss']]), 'full');

  it('has the address, the id and the name', () => {
    expect(full.person({ id: 'b-1', email: 'Bob@Example.com', name: 'Bob Brown' })).toEqual({
      label: 'Bob@Example.com',
      identity: { id: 'b-1', email: 'Bob@Example.com', name: 'Bob Brown' },
    });
  });

  it('keeps the label of the config', () => {
    expect(full.person({ id: 'b-1', email: 'boss@example.com' })).toMatchObject({
      label: 'the boss',
      identity: { email: 'boss@example.com' },
    });
  });

  it('is called by the id where there is no address', () => {
    expect(full.person({ id: 'b-1', email: ' \u200b' })).toEqual({
      label: 'b-1',
      identity: { id: 'b-1', email: undefined, name: undefined },
    });
  });

  it('is on one line, without anything invisible, and not endless', () => {
    const { label, identity } = full.person({
      email: `a\n::error::b\u001b[31m${'x'.repeat(1000)}`,
      name: 'Eve\r\u202eevil',
    });
    expect(label).toMatch(/^a ::error::b \[31mx+$/);
    expect(label).toHaveLength(320);
    expect(identity?.name).toBe('Eve evil');
  });

  it('is called as the config writes it, and so is a pattern', () => {
    expect([full.nameOf('Alice@example.com'), full.nameOf('alice*@example.com')]).toEqual([
      'Alice@example.com',
      'alice*@example.com',
    ]);
  });
});
