import { ANSWERS, EMPTY } from './answers.ts';
import { CLOCKS } from './clock.ts';
import { type Fault } from './fault.ts';
import { IDS } from './ids.ts';
import { EXPLAINING, INTERRUPTIONS } from './interruptions.ts';
import { LIMITS, LIMITS_OVERCOME } from './limits.ts';
import { NUMBERS } from './numbers.ts';
import { PAGES, PAGES_OVERCOME } from './pages.ts';
import { PROGRESS, PROGRESS_OVERCOME } from './progress.ts';

/** The faults that HTTP can express, by what is wrong; those on sockets, disks and processes have tests of their own. */
export const MATRIX: Readonly<Record<string, readonly Fault[]>> = {
  'a bad answer': [...ANSWERS, ...EMPTY],
  'a number that cannot be': NUMBERS,
  'a test that does not end well': [...PROGRESS, ...PROGRESS_OVERCOME],
  'a test that is another, or is no more': IDS,
  'a list of users that does not add up': [...PAGES, ...PAGES_OVERCOME],
  'a limit of requests': [...LIMITS, ...LIMITS_OVERCOME],
  'a clock that jumps': CLOCKS,
  'an interruption': [...INTERRUPTIONS, ...EXPLAINING],
};
