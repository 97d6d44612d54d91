import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { itemsOf, parseShard, renderShard, type Shard } from '../src/shard.ts';

const NAMES = Array.from({ length: 200 }, (_, index) => `Application ${index + 1}`);
const itself = (name: string): string => name;

/** Every part of `names` in `count` parts. */
function partsOf(names: readonly string[], count: number): string[][] {
  return Array.from({ length: count }, (_, part) => itemsOf(names, itself, { index: part + 1, count }));
}

describe('a shard', () => {
  it.each<[string, Shard]>([
    ['1/1', { index: 1, count: 1 }],
    ['2/5', { index: 2, count: 5 }],
    ['256/256', { index: 256, count: 256 }],
  ])('is read from %s', (text, shard) => {
    expect(parseShard(text)).toEqual(shard);
    expect(renderShard(shard)).toBe(text);
  });

  it.each([
    '',
    '0/1',
    '2/1',
    '1/0',
    '1/257',
    '1',
    '1/2/3',
    '-1/2',
    '1.5/2',
    ' 1/2',
    '1/2\n',
    'a/b',
    '1e1/20',
  ])('is not read from %j', (text) => {
    expect(parseShard(text)).toBeUndefined();
  });
});

describe('the items of shards', () => {
  it('are all items, each once, in the order of the config, and as many in each part', () => {
    const names = fc.uniqueArray(fc.string(), { maxLength: 40 });
    fc.assert(
      fc.property(names, fc.integer({ min: 1, max: 12 }), (all, count) => {
        const parts = partsOf(all, count);
        expect(parts.flat().sort()).toEqual([...all].sort());
        for (const part of parts) {
          expect(part).toEqual(all.filter((name) => part.includes(name)));
          expect(part.length).toBeGreaterThanOrEqual(Math.floor(all.length / count));
          expect(part.length).toBeLessThanOrEqual(Math.ceil(all.length / count));
        }
      }),
    );
  });

  it('are the same whatever the order of the config', () => {
    const turned = partsOf([...NAMES].reverse(), 7).map((part) => part.sort());
    expect(turned).toEqual(partsOf(NAMES, 7).map((part) => part.sort()));
  });

  it('mostly stay where they are when one more comes', () => {
    const before = partsOf(NAMES, 4);
    const after = partsOf([...NAMES.slice(0, 90), 'One more', ...NAMES.slice(90)], 4);
    const moved = NAMES.filter(
      (name) =>
        before.findIndex((part) => part.includes(name)) !== after.findIndex((part) => part.includes(name)),
    );
    expect(moved.length).toBeLessThanOrEqual(3);
  });

  it('of equal names are not lost', () => {
    const twins = [{ name: 'Wiki' }, { name: 'Wiki' }, { name: 'Grafana' }];
    const parts = [1, 2, 3].flatMap((index) => itemsOf(twins, ({ name }) => name, { index, count: 3 }));
    expect(new Set(parts)).toEqual(new Set(twins));
    expect(parts).toHaveLength(3);
  });
});
