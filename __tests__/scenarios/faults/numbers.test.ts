import { describe, it } from '@jest/globals';
import { checkFault } from './fault.ts';
import { NUMBERS, OVERCOME } from './numbers.ts';
import { PAGES, STRANGE_PAGES } from './pages.ts';

describe('the gate proves nothing and says so on', () => {
  it.each([...NUMBERS, ...PAGES])('$name', checkFault);
});

describe('the gate passes, because all is proven in the end, with', () => {
  it.each([...OVERCOME, ...STRANGE_PAGES])('$name', checkFault);
});
