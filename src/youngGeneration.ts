import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from letting what was just made take several times the room of all that is kept: pages of users come by the
 * hundred and are gone at once. Without it, a million users take 100 MB more on Node.js 24, and no less time.
 *
 * @see https://v8.dev/blog/orinoco-parallel-scavenger
 */
export function boundYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
