import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { USER_STATUSES } from '../../src/verdict/assertion.ts';
import { createRoster } from '../../src/verdict/roster.ts';

/** Any units, so that some are halves of a pair; few of them, so that identities come again. */
const unit = fc.constantFrom('a', 'b', '\u0000', 'ÿ', 'Ā', '😀', '\ud83d', '\ude00', '\uffff');
const uuid = fc.oneof(
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.uuid().map((id) => id.slice(1)),
  fc.constant('00000000-0000-8000-8000-00000000000-'),
);
const text = fc.oneof(fc.string({ unit, maxLength: 3 }), fc.string({ unit: 'binary', maxLength: 40 }), uuid);
const entry = fc.record({
  identity: text,
  status: fc.constantFrom(...USER_STATUSES),
  address: fc.option(text, { nil: undefined }),
});

describe('a roster', () => {
  it('tells of everybody what a map of them tells, in the order in which they came', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), fc.array(text, { maxLength: 5 }), (entries, others) => {
        const roster = createRoster();
        const map = new Map<string, (typeof entries)[number]>();
        for (const each of entries) {
          if (map.has(each.identity)) continue;
          roster.add(each.identity, each.status, each.address);
          map.set(each.identity, each);
        }
        const asked = [...map.keys(), ...others];
        expect(asked.map((identity) => [roster.statusOf(identity), roster.addressOf(identity)])).toEqual(
          asked.map((identity) => [map.get(identity)?.status, map.get(identity)?.address]),
        );
        expect(roster.size).toBe(map.size);
        expect([...roster]).toEqual([...map.values()].map(({ identity, status }) => [identity, status]));
      }),
    );
  });

  it('knows a hundred thousand people from one another whose ids differ in one place', () => {
    const roster = createRoster();
    const identityOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    for (let index = 0; index < 100_000; index += 1) {
      const identity = identityOf(index);
      if (roster.statusOf(identity) !== undefined) throw new Error(`${identity} is there already`);
      roster.add(identity, index % 2 === 0 ? 'approved' : 'blocked', `${String(index)}@example.com`);
    }
    for (let index = 0; index < 100_000; index += 1) {
      const identity = identityOf(index);
      if (roster.statusOf(identity) !== (index % 2 === 0 ? 'approved' : 'blocked')) throw new Error(identity);
      if (roster.addressOf(identity) !== `${String(index)}@example.com`) throw new Error(identity);
    }
    expect(roster.size).toBe(100_000);
    expect(roster.statusOf(identityOf(100_000))).toBeUndefined();
  });

  it.each([
    ['a lone half of a pair and what UTF-8 puts in its place', '\ud800', '\ufffd'],
    ['a letter beyond a byte and the one of its low byte', 'Ā', '\u0000'],
    ['a pair and its halves in turn', '\ud83d\ude00', '\ude00\ud83d'],
    ['a wide letter and its two bytes', '\u4142', 'BA'],
    ['nothing and a zero', '', '\u0000'],
  ])('keeps %s apart', (_, one, other) => {
    const roster = createRoster();
    roster.add(one, 'approved', other);
    expect(roster.statusOf(other)).toBeUndefined();
    roster.add(other, 'blocked', one);
    expect([...roster]).toEqual([
      [one, 'approved'],
      [other, 'blocked'],
    ]);
    expect([roster.addressOf(one), roster.addressOf(other)]).toEqual([other, one]);
  });

  it('takes no text that it could not give back', () => {
    const roster = createRoster();
    roster.add('x'.repeat(32_766), 'approved', 'Ā'.repeat(32_766));
    expect(roster.addressOf('x'.repeat(32_766))).toBe('Ā'.repeat(32_766));
    expect(() => {
      roster.add('x'.repeat(32_767), 'approved', undefined);
    }).toThrow('too long');
  });
});
