import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { makeExpectations, usersBody } from '../../bench/judgingCase.ts';
import { decodeEnvelope, decodeUsersPage } from '../../src/access/wire.ts';
import { createTally, type Tally } from '../../src/verdict/tally.ts';
import { type User } from '../../src/verdict/user.ts';
import { namingOf } from '../support/judged.ts';

const PER_PAGE = 1_000;

function* pages(count: number): Generator<readonly User[]> {
  for (let page = 0; page < count; page += 1) {
    yield decodeUsersPage(decodeEnvelope(usersBody(page, PER_PAGE)).result);
  }
}

/** Microseconds of the processor, which other processes cost less than the time of day. */
function cost(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

describe('a large company is judged', () => {
  it('by 200 globs and 800 names in a few times what it takes to count its users', () => {
    const expectations = makeExpectations(800, 200);
    const naming = namingOf(expectations);
    const [counting, judging] = [createTally([], naming), createTally(expectations, naming)];
    const costs = { counting: 0, judging: 0 };
    for (const users of pages(40)) {
      const see = (tally: Tally) => () => {
        tally.see(users);
      };
      costs.counting += cost(see(counting));
      costs.judging += cost(see(judging));
    }
    expect(judging.result().matches.filter(({ matched }) => matched > 0).length).toBeGreaterThan(50);
    // Some twice as much; unit by unit and glob by glob it once cost thirty times as much.
    expect(costs.judging / costs.counting).toBeLessThan(7);
  });

  it('in little more memory than the characters of ids and addresses take', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const usedBytes = (): number => {
      collect();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const PAGES = 200;
    const tally = createTally([], namingOf());
    const before = usedBytes();
    for (const users of pages(PAGES)) tally.see(users);
    const bytes = usedBytes() - before;

    expect(tally.roster.size).toBe(PAGES * PER_PAGE);
    // Some 64 characters and 30 bytes; an object for each would take 250 bytes and more.
    expect(bytes / (PAGES * PER_PAGE)).toBeLessThan(150);
  });
});
