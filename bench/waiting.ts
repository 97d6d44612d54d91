import { writeFileSync } from 'node:fs';
import { RUNS_A_BAND, SEED, simulateCurves } from '../__tests__/support/waiting.ts';
import { drawWaiting } from './waitingPlot.ts';
import { renderWaiting, renderWaitingBands } from './waitingTable.ts';

/*
 * How soon the end of simulated tests is noticed, and with how many polls: npm run bench:waiting
 * Prints the curves and draws them. They are simulated, so that they are the same on every machine.
 */

const PICTURE = 'docs/pictures/waiting.svg';

/** A function, because ncc reads a script as CommonJS, which waits for nothing at its top. */
async function main(): Promise<void> {
  const curves = await simulateCurves(SEED, RUNS_A_BAND);
  process.stdout.write(`${renderWaiting(curves)}\n\n${renderWaitingBands(curves)}\n`);
  writeFileSync(PICTURE, drawWaiting(curves));
}

void main();
