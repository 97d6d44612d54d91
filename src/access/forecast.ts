import { delayMs, type Budget, withAnswer, withRequest } from './budget.ts';

/** How pages are asked for. */
export interface Manner {
  /** How long an answer takes. */
  readonly latencyMs: number;
  /** Most requests under way. */
  readonly atOnce: number;
}

/** More pages, which only a server that gives few users on each has, take as long in proportion. */
const MAX_PLAYED = 5_000;

/**
 * How long so many pages take from now on, in milliseconds, played through with the budget that they will keep, if
 * nobody else sends requests and every window is as the latest answer told.
 */
export function forecastMs(
  budget: Budget,
  nowMs: number,
  pages: number,
  { latencyMs, atOnce }: Manner,
): number {
  const answersMs: number[] = [];
  let answered = 0;
  let state = budget;
  let timeMs = nowMs;
  const answerNext = (): void => {
    state = withAnswer(state, timeMs, timeMs, []);
    answered += 1;
  };
  const played = Math.min(pages, MAX_PLAYED);
  for (let sent = 0; sent < played; sent += 1) {
    if (sent - answered >= atOnce) timeMs = Math.max(timeMs, answersMs[answered] ?? 0);
    timeMs += delayMs(state, timeMs);
    while ((answersMs[answered] ?? Infinity) <= timeMs) answerNext();
    state = withRequest(state, timeMs);
    answersMs.push(timeMs + latencyMs);
  }
  const playedMs = (answersMs.at(-1) ?? nowMs) - nowMs;
  return pages === played ? playedMs : (playedMs * pages) / played;
}
