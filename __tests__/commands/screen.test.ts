import { describe, expect, it } from '@jest/globals';
import { isWatched, screenOf } from '../../src/commands/screen.ts';

const TERMINAL = { isTTY: true, columns: 80 };

describe('a stream', () => {
  it.each([
    ['a terminal', TERMINAL, {}, true],
    ['a terminal of another kind', TERMINAL, { TERM: 'xterm-256color', CI: '' }, true],
    ['a terminal where CI says no', TERMINAL, { CI: 'false' }, true],
    ['a terminal that can only add text', TERMINAL, { TERM: 'dumb' }, false],
    ['a terminal of a runner', TERMINAL, { CI: 'true' }, false],
    ['a file', { isTTY: false }, {}, false],
    ['a pipe', {}, { TERM: 'xterm' }, false],
  ])('that is %s is watched as it changes, or not', (_, stream, environment, expected) => {
    expect(isWatched(stream, environment)).toBe(expected);
  });
});

describe('colours', () => {
  it.each([
    ['a terminal', TERMINAL, {}, true],
    ['a terminal with an empty NO_COLOR', TERMINAL, { NO_COLOR: '' }, true],
    ['a terminal with NO_COLOR', TERMINAL, { NO_COLOR: '1' }, false],
    ['a terminal with NO_COLOR, whatever its value', TERMINAL, { NO_COLOR: '0' }, false],
    ['a terminal with both', TERMINAL, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['a terminal with FORCE_COLOR=0', TERMINAL, { FORCE_COLOR: '0' }, false],
    ['a terminal that can only add text', TERMINAL, { TERM: 'dumb' }, false],
    ['a terminal of a runner', TERMINAL, { CI: 'true' }, true],
    ['a pipe', {}, {}, false],
    ['a pipe of a runner', {}, { CI: 'true' }, false],
    ['a pipe with FORCE_COLOR', {}, { FORCE_COLOR: '1' }, true],
    ['a pipe with an empty FORCE_COLOR', {}, { FORCE_COLOR: '' }, false],
  ])('of %s are there, or not', (_, stream, environment, expected) => {
    const { paint } = screenOf(stream, environment);
    expect(paint('x', 'good') !== 'x').toBe(expected);
  });

  it('tell good, bad, doubtful and accepted apart', () => {
    const { paint } = screenOf(TERMINAL, {});
    expect((['good', 'bad', 'doubtful', 'accepted'] as const).map((tone) => paint('x', tone))).toEqual([
      '\u001b[32mx\u001b[39m',
      '\u001b[31mx\u001b[39m',
      '\u001b[33mx\u001b[39m',
      '\u001b[2mx\u001b[22m',
    ]);
  });
});

describe('the lines of a report', () => {
  it.each([
    ['a terminal', TERMINAL, 80],
    ['a narrow terminal', { isTTY: true, columns: 10 }, 40],
    ['a terminal that does not say how wide it is', { isTTY: true, columns: 0 }, Infinity],
    ['a pipe', {}, Infinity],
  ])('of %s have as many columns as fit', (_, stream, columns) => {
    expect(screenOf(stream, { FORCE_COLOR: '1' }).columns).toBe(columns);
  });
});
