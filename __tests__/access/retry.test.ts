import { describe, expect, it } from '@jest/globals';
import { parseRetryAfterMs, retryDelayMs, type Trouble } from '../../src/access/retry.ts';

function anAnswer(status: number, retryAfterMs?: number): Trouble {
  return { kind: 'answer', status, retryAfterMs };
}

const LOST: Trouble = { kind: 'network', sent: true, passing: true };
const UNREACHED: Trouble = { kind: 'network', sent: false, passing: true };
const HOPELESS: Trouble = { kind: 'network', sent: false, passing: false };

describe('what is repeated', () => {
  it.each<[string, boolean, boolean, Trouble]>([
    ['HTTP 400', false, false, anAnswer(400)],
    ['HTTP 401', false, false, anAnswer(401)],
    ['HTTP 403', false, false, anAnswer(403)],
    ['HTTP 404', false, false, anAnswer(404)],
    ['HTTP 404 with Retry-After', false, false, anAnswer(404, 1_000)],
    ['HTTP 408', true, false, anAnswer(408)],
    ['HTTP 409', false, false, anAnswer(409)],
    ['HTTP 425', true, false, anAnswer(425)],
    ['HTTP 429', true, true, anAnswer(429)],
    ['HTTP 500', true, false, anAnswer(500)],
    ['HTTP 500 with Retry-After', true, false, anAnswer(500, 1_000)],
    ['HTTP 502', true, false, anAnswer(502)],
    ['HTTP 503', true, false, anAnswer(503)],
    ['HTTP 503 with Retry-After', true, true, anAnswer(503, 1_000)],
    ['HTTP 504', true, false, anAnswer(504)],
    ['HTTP 522', true, false, anAnswer(522)],
    ['a connection lost', true, false, LOST],
    ['a connection that never stood', true, true, UNREACHED],
    ['a connection that will never stand', false, false, HOPELESS],
  ])('%s: GET %s, POST %s', (_, get, post, trouble) => {
    expect([
      retryDelayMs('GET', trouble, 0, 0) !== undefined,
      retryDelayMs('POST', trouble, 0, 0) !== undefined,
    ]).toEqual([get, post]);
  });

  it('is repeated five times at most', () => {
    expect(retryDelayMs('GET', anAnswer(500), 4, 0)).toBe(8_000);
    expect(retryDelayMs('GET', anAnswer(500), 5, 0)).toBeUndefined();
    expect(retryDelayMs('GET', LOST, 5, 0)).toBeUndefined();
    expect(retryDelayMs('POST', UNREACHED, 5, 0)).toBeUndefined();
    expect(retryDelayMs('POST', anAnswer(503, 1_000), 5, 0)).toBeUndefined();
  });

  it('is repeated as often as it takes when the rate is limited', () => {
    expect(retryDelayMs('GET', anAnswer(429), 1_000, 0)).toBe(30_000);
    expect(retryDelayMs('POST', anAnswer(429, 300_000), 1_000, 0)).toBe(300_000);
  });
});

describe('the delay', () => {
  it.each([
    [0, 500, 1_000],
    [1, 1_000, 2_000],
    [2, 2_000, 4_000],
    [3, 4_000, 8_000],
    [4, 8_000, 16_000],
    [5, 16_000, 32_000],
    [6, 30_000, 60_000],
    [7, 30_000, 60_000],
    [2_000, 30_000, 60_000],
  ])('before retry %i is between %i and %i ms', (retries, least, most) => {
    const trouble = anAnswer(429);

    expect(retryDelayMs('GET', trouble, retries, 0)).toBe(least);
    expect(retryDelayMs('GET', trouble, retries, 0.5)).toBe((least + most) / 2);
    expect(retryDelayMs('GET', trouble, retries, 1 - Number.EPSILON)).toBeCloseTo(most);
  });

  it.each([
    ['longer than the own delay', 0, 300_000, 300_000],
    ['shorter than the own delay, which grows all the same', 4, 1_000, 8_000],
    ['nothing at all, as of a date gone by', 0, 0, 500],
  ])('is what Retry-After asks for and never less than the own: %s', (_, retries, asked, expected) => {
    expect(retryDelayMs('GET', anAnswer(429, asked), retries, 0)).toBe(expected);
  });
});

describe('Retry-After', () => {
  const NOW = new Date('2026-11-21T12:00:00Z');

  it.each<[string | undefined, number | undefined]>([
    ['0', 0],
    ['1', 1_000],
    ['300', 300_000],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
    ['Saturday, 21-Nov-26 12:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 11:59:00 GMT', 0],
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['99999999999999', undefined],
  ])('%j is %j ms', (value, expected) => {
    expect(parseRetryAfterMs(value, NOW)).toBe(expected);
  });
});
