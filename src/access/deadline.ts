import { type Clock } from '../world.ts';

/** The moment by which a policy test must have ended and been read. */
export interface Deadline {
  /** Milliseconds left; negative once it has passed. */
  remainingMs(): number;
}

export function createDeadline(clock: Clock, timeoutMs: number): Deadline {
  const end = clock.elapsedMs() + timeoutMs;
  return { remainingMs: () => end - clock.elapsedMs() };
}
