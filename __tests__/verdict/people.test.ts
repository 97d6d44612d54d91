import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gatherPeople, MAX_LISTED, type People } from '../../src/verdict/people.ts';
import { domainOf, type User } from '../../src/verdict/user.ts';
import { anExpectation } from '../support/assertions.ts';
import { aRow, namingOf, rows, tallyOf } from '../support/judged.ts';

function peopleOf(users: readonly User[]): People {
  const boss = anExpectation({
    subject: { kind: 'user', user: 'boss@example.com', ifMissing: 'fail' },
    label: 'the boss',
  });
  const gathering = gatherPeople(namingOf([boss]));
  for (const user of users) gathering.add(user);
  return gathering.people();
}

describe('gathered people', () => {
  it('are counted by domain in any case, most first, then by name', () => {
    const { domains, total } = peopleOf([
      ...rows(2, 'blocked', 'b', 'b.example'),
      ...rows(2, 'blocked', 'a', 'A.example'),
      ...rows(3, 'blocked', 'c', 'c.EXAMPLE'),
    ]);
    expect(total).toBe(7);
    expect(domains).toEqual([
      { domain: 'c.example', users: 3 },
      { domain: 'a.example', users: 2 },
      { domain: 'b.example', users: 2 },
    ]);
  });

  it('have domains without letters that nobody sees', () => {
    const { domains } = peopleOf(
      ['a.ex\u3164ample', 'a.example', '\u3164'].map((domain) => aRow(`x@${domain}`, 'blocked')),
    );
    expect(domains).toEqual([
      { domain: 'a.example', users: 2 },
      { domain: 'no domain', users: 1 },
    ]);
  });

  it('have domains in one order, whoever comes first', () => {
    const users = ['d', 'b', 'a', 'c'].map((name) => aRow(`x@${name}.example`));
    const expected = ['a.example', 'b.example', 'c.example', 'd.example'];
    for (const order of [users, users.toReversed()]) {
      expect(peopleOf(order).domains.map(({ domain }) => domain)).toEqual(expected);
    }
  });

  it('have the ten domains of most, of however many there are, in whatever order they come', () => {
    const user = fc.nat(40).map((index) => aRow(`x@${String(index)}.example`));
    fc.assert(
      fc.property(fc.array(user, { maxLength: 200 }), (users) => {
        const counts = new Map<string, number>();
        for (const each of users) {
          const domain = domainOf(each) ?? '';
          counts.set(domain, (counts.get(domain) ?? 0) + 1);
        }
        const sorted = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
        expect(peopleOf(users).domains).toEqual(
          sorted.slice(0, 10).map(([domain, count]) => ({ domain, users: count })),
        );
      }),
    );
  });

  it('have ten domains at most', () => {
    const { domains } = peopleOf(Array.from({ length: 30 }, (_, index) => aRow(`x@${index}.example`)));
    expect(domains).toHaveLength(10);
  });

  it('are listed up to a thousand, those with a label first even when they come last, and all counted', () => {
    const { listed, total } = peopleOf([...rows(2_500, 'blocked'), aRow('boss@example.com', 'blocked')]);
    expect(total).toBe(2_501);
    expect(listed).toHaveLength(MAX_LISTED);
    expect(listed[0]).toEqual({ label: 'the boss' });
  });

  it('have a place of their own when they have no address', () => {
    expect(peopleOf([{ id: 'an id', status: 'blocked' }]).domains).toEqual([
      { domain: 'no domain', users: 1 },
    ]);
  });
});

describe('the domain of an address', () => {
  it.each<[string, string | undefined]>([
    ['alice@Example.COM', 'example.com'],
    ['"alice@home"@example.com', 'example.com'],
    ['alice@bücher.example', 'bücher.example'],
    ['alice@localhost', 'localhost'],
    ['alice', undefined],
    ['alice@', undefined],
    ['', undefined],
    ['alice@example.com (Alice Archer)', undefined],
    ['Alice Archer <alice@example.com>', undefined],
    ['x@a.example\n::error::y', undefined],
    ['x@a.example|<img src=x>', undefined],
    ['x@a.example\u001b[2J', undefined],
    [`x@${'a'.repeat(254)}`, undefined],
  ])('%j is %s', (email, domain) => {
    expect(domainOf({ email })).toBe(domain);
  });

  it('is unknown where there is no address', () => {
    expect(domainOf({ id: 'an id' })).toBeUndefined();
  });
});

describe('a tally', () => {
  it('counts a user once who comes on two pages, by the id in the first place', () => {
    const alice = aRow('alice@example.com');
    const { byStatus } = tallyOf([
      alice,
      aRow('bob@example.com'),
      alice,
      { ...alice, email: 'renamed@example.com' },
    ]);
    expect(byStatus.approved.total).toBe(2);
  });

  it('counts a user without an id once by the address in any case', () => {
    const { byStatus } = tallyOf([
      { email: 'alice@example.com', status: 'blocked' },
      { email: 'Alice@Example.com', status: 'blocked' },
    ]);
    expect(byStatus.blocked.total).toBe(1);
  });

  it('counts a user of two statuses once as contradicted, however often they come', () => {
    const statuses = ['approved', 'blocked', 'error', 'blocked'] as const;
    const { contradicted, byStatus } = tallyOf(statuses.map((status) => aRow('alice@example.com', status)));
    expect(contradicted).toBe(1);
    expect(byStatus.approved.total).toBe(1);
    expect(byStatus.blocked.total).toBe(0);
  });

  it('counts a row with nothing in it as unusable', () => {
    expect(tallyOf([{}, { name: 'Alice', status: 'approved' }, { id: 'x' }]).unusable).toBe(3);
  });
});
