import { formatDuration } from './format.ts';
import { cutToWidth, widthOf } from './screenWidth.ts';
import { type Step } from './steps.ts';
import { oneLine } from './untrusted.ts';

/**
 * Cells of a bar: with fewer it tells nothing, more take long to look at. It grows in steps, because one that changes
 * with the digits beside it would seem to move.
 */
const MIN_BAR = 10;
const MAX_BAR = 30;
const BAR_STEP = 5;

/** Columns that are kept for how long it takes, whether that is known or not: those of `, about 18 s left`. */
const REST_ROOM = 17;

/** Cells of the block that moves where nobody knows how far it is, and how long it stays in a place. */
const BLOCK = 3;
const STAYS_MS = 200;

/** The part of a line that names may take. */
const NAMES = 1 / 3;

const GAP = '  ';

/** `[2/3] Grafana` */
export function labelOf({ name, turn }: Pick<Step, 'name' | 'turn'>): string {
  return oneLine(turn === undefined || turn.of === 1 ? name : `[${turn.number}/${turn.of}] ${name}`);
}

/**
 * A step as one line that fits into so many columns: `Grafana  ███████░░░  40 %  processing, 12 s, about 18 s left`. What
 * does not fit is left out: first the bar, then how long it takes.
 *
 * @param sinceMs how long ago the step was told
 * @param labels those of all steps that are shown, which get the same room
 */
export function renderStep(
  step: Step,
  sinceMs: number,
  columns: number,
  labels: readonly string[] = [labelOf(step)],
): string {
  const room = Math.min(Math.max(...labels.map(widthOf)), Math.floor(columns * NAMES));
  const label = cutToWidth(labelOf(step), room);
  const begin = label + ' '.repeat(room - widthOf(label));
  const share = step.share === undefined ? undefined : Math.min(1, Math.max(0, step.share));
  const elapsedMs = step.elapsedMs + (step.isOver ? 0 : sinceMs);
  const percent = (share === undefined ? '' : `${String(Math.floor(share * 100))} %`).padStart(5);
  const words = `${oneLine(step.doing)}, ${formatDuration(elapsedMs)}`;
  const rest = restOf(step, sinceMs);

  const left = columns - 1 - widthOf([begin, percent, words].join(GAP));
  if (left < widthOf(rest)) return cutToWidth([begin, percent, words].join(GAP), columns - 1);
  const roomOfBar = left - Math.max(REST_ROOM, widthOf(rest)) - GAP.length;
  const size = Math.min(MAX_BAR, BAR_STEP * Math.floor(roomOfBar / BAR_STEP));
  const bar = size < MIN_BAR ? [] : [drawBar(share, size, elapsedMs)];
  return [begin, ...bar, percent, words + rest].join(GAP);
}

/** What is left to wait, where it is known and not over at once. */
function restOf({ remainingMs, isOver }: Step, sinceMs: number): string {
  if (remainingMs === undefined || isOver) return '';
  const leftMs = remainingMs - sinceMs;
  return leftMs < 1_000 ? '' : `, about ${formatDuration(leftMs)} left`;
}

/** A bar of so many cells; where nobody knows how far it is, a block that moves to and fro. */
function drawBar(share: number | undefined, size: number, elapsedMs: number): string {
  if (share !== undefined) {
    const full = Math.floor(share * size);
    return '█'.repeat(full) + '░'.repeat(size - full);
  }
  const way = size - BLOCK;
  const at = Math.floor(elapsedMs / STAYS_MS) % (2 * way);
  const before = at <= way ? at : 2 * way - at;
  return '░'.repeat(before) + '█'.repeat(BLOCK) + '░'.repeat(way - before);
}
