import { KINDS } from '../__tests__/support/paces.ts';
import { BANDS, type Curve, latenessOf, type Wait } from '../__tests__/support/waiting.ts';
import { formatDuration } from '../src/format.ts';
import { renderTable } from './table.ts';

/** How late ends are noticed and with how many polls, by the kind of progress: what docs/performance.md repeats. */
export function renderWaiting(curves: readonly Curve[]): string {
  const held = curves.filter(({ kind }) => (KINDS as readonly string[]).includes(kind));
  const all = {
    kind: 'the first five',
    bands: held.flatMap(({ bands }) => bands),
    hours: held.flatMap(({ hours }) => hours),
  };
  return renderTable(
    ['left', 'right', 'right', 'right'],
    ['progress', 'mean, of allowed', '19 of 20, of allowed', 'polls of an hour, median to most'],
    [...curves, all].map(({ kind, bands, hours }) => [kind, ...lateness(bands.flat()), pollsOf(hours)]),
  );
}

/** The same for each band of durations. */
export function renderWaitingBands(curves: readonly Curve[]): string {
  return renderTable(
    ['left', ...BANDS.map(() => 'right' as const)],
    ['a test of up to', ...BANDS.map(([, to]) => formatDuration(1_000 * to))],
    curves.map((curve) => [
      curve.kind,
      ...curve.bands.map((waits) => `${lateness(waits).join(' / ')}, ${pollsOf(waits)} polls`),
    ]),
  );
}

function lateness(waits: readonly Wait[]): string[] {
  const { mean, nearlyAll } = latenessOf(waits);
  return [mean, nearlyAll].map((share) => `${(100 * share).toFixed(0)} %`);
}

function pollsOf(waits: readonly Wait[]): string {
  const polls = waits.map((wait) => wait.polls).sort((a, b) => a - b);
  return `${String(polls[Math.floor(polls.length / 2)])} to ${String(polls.at(-1))}`;
}
