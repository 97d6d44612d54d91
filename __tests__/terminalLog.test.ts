import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createTerminalLog } from '../src/terminalLog.ts';
import { type Step } from '../src/steps.ts';
import { aTerminal } from './support/screen.ts';
import { virtualClock } from './support/world.ts';

// What draws bars does so by timers, which are those of this file.
beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

function aStep(step: Partial<Step> = {}): Step {
  return {
    name: 'Grafana',
    turn: undefined,
    doing: 'processing',
    share: 0.4,
    elapsedMs: 12_000,
    remainingMs: undefined,
    isOver: false,
    ...step,
  };
}

function aTerminalLog(columns?: number) {
  const terminal = aTerminal(columns);
  const clock = virtualClock();
  const log = createTerminalLog(terminal, clock);
  const pass = (ms: number): void => {
    clock.advance(ms);
    jest.advanceTimersByTime(ms);
  };
  return { terminal, log, pass, screen: () => terminal.lines() };
}

const BAR = /^Grafana {2}█+░+ {3}40 % {2}processing, 12 s$/;

describe('a log for a terminal', () => {
  it('shows lines of information below one another', () => {
    const { log, screen } = aTerminalLog();

    log.info('one');
    log.info('two');

    expect(screen()).toEqual(['one', 'two', '']);
  });

  it('shows a step as a bar at once', () => {
    const { log, screen } = aTerminalLog();

    log.step?.(aStep());

    expect(screen()).toEqual([expect.stringMatching(BAR)]);
    log.end();
  });

  it('shows only the latest step of a policy test', () => {
    const { log, screen, pass } = aTerminalLog();

    log.step?.(aStep({ doing: 'processing what takes long' }));
    log.step?.(aStep({ share: 0.5 }));
    pass(250);

    expect(screen()).toEqual([expect.stringMatching(/50 % {2}processing, 12 s$/)]);
    log.end();
  });

  it('lets time pass while nothing is told', () => {
    const { log, screen, pass } = aTerminalLog();

    log.step?.(aStep({ remainingMs: 20_000 }));
    pass(5_000);
    expect(screen()).toEqual([expect.stringMatching(/processing, 17 s, about 15 s left$/)]);

    log.step?.(aStep({ elapsedMs: 20_000, remainingMs: 10_000 }));
    pass(1_000);
    expect(screen()).toEqual([expect.stringMatching(/processing, 21 s, about 9 s left$/)]);
    log.end();
  });

  it('shows policy tests that go on at once below one another', () => {
    const { log, screen, pass } = aTerminalLog();

    log.step?.(aStep());
    log.step?.(aStep({ name: 'Grafana (baseline)', share: 0.2 }));
    log.step?.(aStep({ share: 0.6 }));
    pass(250);

    expect(screen()).toEqual([
      expect.stringMatching(/^Grafana {13}█+░+ {3}60 %/),
      expect.stringMatching(/^Grafana \(baseline\) {2}█+░+ {3}20 %/),
    ]);
    log.end();
  });

  it('lets lines of information scroll away above the bars', () => {
    const { log, screen, pass } = aTerminalLog();

    log.step?.(aStep());
    log.step?.(aStep({ name: 'Wiki' }));
    pass(1_000);
    log.info('one');
    log.info('two');
    pass(1_000);

    expect(screen()).toEqual([
      'one',
      'two',
      expect.stringMatching(/^Grafana/),
      expect.stringMatching(/^Wiki/),
    ]);
    log.end();
  });

  it('takes the bars away when what they were about is over, and draws those of what comes next', () => {
    const { log, screen, pass } = aTerminalLog();

    log.step?.(aStep());
    log.step?.(undefined);
    pass(1_000);
    expect(screen()).toEqual(['']);

    log.step?.(aStep({ name: 'Wiki' }));
    pass(1_000);
    expect(screen()).toEqual([expect.stringMatching(/^Wiki/)]);
    log.end();
  });

  it('leaves nothing of the bars behind when it ends, and draws no more', () => {
    const { terminal, log, screen, pass } = aTerminalLog();

    log.info('one');
    log.step?.(aStep());
    log.step?.(aStep({ name: 'Wiki' }));
    pass(1_000);
    log.end();
    expect(screen()).toEqual(['one', '']);

    const sent = terminal.sent();
    log.step?.(aStep());
    pass(1_000);
    expect(terminal.sent()).toBe(sent);
    expect(jest.getTimerCount()).toBe(0);

    log.info('two');
    expect(screen()).toEqual(['one', 'two', '']);
  });

  it.each([200, 80, 40, 20, 5])('draws no line that a terminal of %d columns would wrap', (columns) => {
    const { log, screen, pass } = aTerminalLog(columns);

    for (const name of ['Grafana', 'x'.repeat(100), '会社の内部ポータル'.repeat(5)]) {
      log.step?.(aStep({ name, remainingMs: 100_000 }));
    }
    pass(1_000);

    expect(screen()).toHaveLength(3);
    log.end();
    expect(screen()).toEqual(['']);
  });

  it('draws as wide as the terminal is by then', () => {
    const { terminal, log, screen, pass } = aTerminalLog(120);

    log.step?.(aStep());
    expect(screen()[0]?.length).toBeGreaterThan(60);
    terminal.columns = 50;
    pass(250);

    expect(screen()[0]?.length).toBeLessThan(50);
    log.end();
  });

  it('has no control sequence of what others wrote', () => {
    const { terminal, log, pass } = aTerminalLog();

    log.step?.(aStep({ name: '\u001b[31mred\u0007', doing: '\u001b[2J' }));
    pass(250);
    log.info('\u001b[2Jgone');
    log.end();

    expect(terminal.sent()).not.toMatch(/\p{Cc}\[(?:31m|2J)/u);
    expect(terminal.sent()).not.toContain('\u0007');
  });

  it('neither hides the cursor nor keeps the terminal from wrapping, which a process that is killed could not undo', () => {
    const { terminal, log, pass } = aTerminalLog();

    log.step?.(aStep());
    pass(1_000);
    log.end();

    expect(terminal.sent()).not.toContain('\u001b[?');
  });
});
