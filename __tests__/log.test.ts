import { describe, expect, it } from '@jest/globals';
import { createLineLog } from '../src/log.ts';
import { virtualClock } from './support/world.ts';

describe('a log whose lines stay', () => {
  function aLineLog() {
    const clock = virtualClock();
    const lines: string[] = [];
    return { clock, lines, log: createLineLog((line) => lines.push(line), clock) };
  }

  it('writes every line of information at once', () => {
    const { lines, log } = aLineLog();

    log.info('one');
    log.info('two');
    log.info('two');

    expect(lines).toEqual(['one', 'two', 'two']);
  });

  it('tells progress every ten seconds, and not in the first ten', () => {
    const { clock, lines, log } = aLineLog();

    for (let second = 0; second <= 30; second += 1) {
      log.progress(`${String(second)} s`, String(second));
      clock.advance(1_000);
    }

    expect(lines).toEqual(['10 s', '20 s', '30 s']);
  });

  it('tells progress that comes seldom whenever it comes', () => {
    const { clock, lines, log } = aLineLog();

    for (const line of ['after 60 s', 'after 120 s']) {
      clock.advance(60_000);
      log.progress(line, line);
    }

    expect(lines).toEqual(['after 60 s', 'after 120 s']);
  });

  it('tells what has not changed only once', () => {
    const { clock, lines, log } = aLineLog();

    for (let second = 0; second <= 60; second += 5) {
      log.progress(`30 % after ${String(second)} s`, '30 %');
      clock.advance(5_000);
    }

    expect(lines).toEqual(['30 % after 10 s']);
  });

  it('does not count information as progress', () => {
    const { clock, lines, log } = aLineLog();

    clock.advance(10_000);
    log.info('started');
    log.progress('1 %', '1');

    expect(lines).toEqual(['started', '1 %']);
  });
});
