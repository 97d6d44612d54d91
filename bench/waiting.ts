import { writeFileSync } from 'node:fs';
import { KINDS } from '../__tests__/support/paces.ts';
import {
  BANDS,
  latenessOf,
  RUNS_A_BAND,
  SEED,
  simulateCurves,
  type Wait,
} from '../__tests__/support/waiting.ts';
import { formatDuration } from '../src/format.ts';
import { renderTable } from './table.ts';
import { drawWaiting } from './waitingPlot.ts';

/*
 * How soon the end of simulated tests is noticed, and with how many polls: npm run bench:waiting
 * Prints the curves and draws them. They are simulated, so that they are the same on every machine.
 */

const PICTURE = 'docs/pictures/waiting.svg';

/** A function, because ncc reads a script as CommonJS, which waits for nothing at its top. */
async function main(): Promise<void> {
  const curves = await simulateCurves(SEED, RUNS_A_BAND);
  const held = curves.filter(({ kind }) => (KINDS as readonly string[]).includes(kind));
  const all = {
    kind: 'the first four',
    bands: held.flatMap(({ bands }) => bands),
    hours: held.flatMap(({ hours }) => hours),
  };
  const kinds = renderTable(
    ['left', 'right', 'right', 'right'],
    ['progress', 'mean, of allowed', '19 of 20, of allowed', 'polls of an hour, median to most'],
    [...curves, all].map(({ kind, bands, hours }) => [kind, ...lateness(bands.flat()), pollsOf(hours)]),
  );
  const bands = renderTable(
    ['left', ...BANDS.map(() => 'right' as const)],
    ['a test of up to', ...BANDS.map(([, to]) => formatDuration(1_000 * to))],
    curves.map((curve) => [
      curve.kind,
      ...curve.bands.map((waits) => `${lateness(waits).join(' / ')}, ${pollsOf(waits)} polls`),
    ]),
  );
  process.stdout.write(`${kinds}\n\n${bands}\n`);
  writeFileSync(PICTURE, drawWaiting(curves));
}

function lateness(waits: readonly Wait[]): string[] {
  const { mean, nearlyAll } = latenessOf(waits);
  return [mean, nearlyAll].map((share) => `${(100 * share).toFixed(0)} %`);
}

function pollsOf(waits: readonly Wait[]): string {
  const polls = waits.map((wait) => wait.polls).sort((a, b) => a - b);
  return `${String(polls[Math.floor(polls.length / 2)])} to ${String(polls.at(-1))}`;
}

void main();
