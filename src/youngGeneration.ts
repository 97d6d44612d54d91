import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8 from letting what was just made take several times the room of all that is kept: pages of users come by the
 * hundred and are gone at once. It saved some 90 of 350 MB on Node.js 24 with a million users, for a seventh more processor
 * time.
 *
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function boundYoungGeneration(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
