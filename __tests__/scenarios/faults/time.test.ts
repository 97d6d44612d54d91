import { describe, it } from '@jest/globals';
import { CLOCKS } from './clock.ts';
import { checkFault } from './fault.ts';
import { EXPLAINING, INTERRUPTIONS } from './interruptions.ts';
import { LIMITS, LIMITS_OVERCOME } from './limits.ts';

describe('the gate is in time, and right, with', () => {
  it.each([...LIMITS, ...LIMITS_OVERCOME])('$name', checkFault);
  it.each(CLOCKS)('$name', checkFault);
  it.each([...INTERRUPTIONS, ...EXPLAINING])('$name', checkFault);
});
