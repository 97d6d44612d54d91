import { describe, expect, it } from '@jest/globals';
import { createSteps, type Step } from '../src/steps.ts';
import { virtualClock } from './support/world.ts';

const WAITING = { status: 'processing', counts: {}, percent: 40, elapsedMs: 12_000, remainingMs: 18_000 };

function someSteps() {
  const clock = virtualClock();
  const told: (Step | undefined)[] = [];
  const log = {
    debug: () => undefined,
    info: () => undefined,
    progress: () => undefined,
    step: (step: Step | undefined) => {
      told.push(step);
    },
  };
  return { clock, told, steps: createSteps('Grafana', { number: 2, of: 3 }, { clock, log }) };
}

describe('the steps of a policy test', () => {
  it('tell its name and which test of the run it belongs to', () => {
    const { told, steps } = someSteps();

    steps.starting();

    expect(told).toEqual([
      {
        name: 'Grafana',
        turn: { number: 2, of: 3 },
        doing: 'starting',
        share: undefined,
        elapsedMs: 0,
        remainingMs: undefined,
        isOver: false,
      },
    ]);
  });

  it('tell how far Cloudflare has come', () => {
    const { told, steps } = someSteps();

    steps.waiting(WAITING);
    steps.waiting({ ...WAITING, percent: undefined, remainingMs: undefined });

    expect(told).toMatchObject([
      { doing: 'processing', share: 0.4, elapsedMs: 12_000, remainingMs: 18_000 },
      { doing: 'processing', share: undefined, remainingMs: undefined },
    ]);
  });

  it.each([
    ['complete', 1],
    ['blocked', undefined],
    ['exceeded time', undefined],
  ])('tell that it ended %s', (status, share) => {
    const { clock, told, steps } = someSteps();

    steps.starting();
    clock.advance(30_000);
    steps.ended(status);

    expect(told.at(-1)).toMatchObject({ doing: status, share, elapsedMs: 30_000, isOver: true });
  });

  it('tell no status that could be anything but a word', () => {
    const { told, steps } = someSteps();

    steps.waiting({ ...WAITING, status: 'a\u001b[2J\nb' });

    expect(told[0]?.doing).toBe('a [2J b');
  });
});

describe('the steps of a listing', () => {
  it('tell the pages that were read, and how long the others take', () => {
    const { clock, told, steps } = someSteps();

    const listing = steps.listing('blocked', 10_000);
    for (let page = 1; page <= 4; page += 1) {
      clock.advance(1_000);
      listing.page(1_000);
    }

    expect(told.map((step) => step?.doing)).toEqual([
      'listing blocked users',
      ...[1, 2, 3, 4].map((page) => `listing blocked users, ${String(page)} of 10 pages`),
    ]);
    expect(told.at(-1)).toMatchObject({ share: 0.4, elapsedMs: 4_000, remainingMs: 6_000, isOver: false });
  });

  it('estimate nothing by what took no time', () => {
    const { clock, told, steps } = someSteps();

    const listing = steps.listing('approved', 10_000);
    clock.advance(1_999);
    listing.page(1_000);

    expect(told.at(-1)?.remainingMs).toBeUndefined();
  });

  it('begin their time anew', () => {
    const { clock, told, steps } = someSteps();

    steps.starting();
    clock.advance(30_000);
    steps.listing(undefined, 500).page(1_000);

    expect(told.at(-1)).toMatchObject({ doing: 'listing users, 1 of 1 page', share: 1, elapsedMs: 0 });
  });

  it('tell more pages where the server gives fewer users on one', () => {
    const { told, steps } = someSteps();

    steps.listing('error', 1_200_000).page(100);

    expect(told.at(-1)?.doing).toBe('listing errored users, 1 of 12,000 pages');
  });

  it('tell no share where nobody knows how many users there are', () => {
    const { told, steps } = someSteps();

    const listing = steps.listing(undefined, undefined);
    listing.page(1_000);
    listing.page(1_000);

    expect(told.at(-1)).toMatchObject({ doing: 'listing users, page 2', share: undefined });
  });

  it('never tell more than all, though a page follows that is empty', () => {
    const { told, steps } = someSteps();

    const listing = steps.listing('approved', 1_000);
    listing.page(1_000);
    listing.page(1_000);

    expect(told.at(-1)).toMatchObject({ doing: 'listing approved users, 2 of 2 pages', share: 1 });
  });

  it('are over where enough was seen', () => {
    const { told, steps } = someSteps();

    const listing = steps.listing('approved', 10_000);
    listing.page(1_000);
    listing.end();

    expect(told.at(-1)).toMatchObject({ share: 0.1, isOver: true });
  });
});
