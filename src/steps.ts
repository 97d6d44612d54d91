import { type Progress } from './access/wait.ts';
import { formatCount } from './format.ts';
import { plain } from './untrusted.ts';
import { type UserStatus } from './verdict/assertion.ts';
import { type World } from './world.ts';

/** Which one of those that come one after the other. */
export interface Turn {
  /** Counted from 1. */
  readonly number: number;
  readonly of: number;
}

/** How far a policy test has come, for whoever watches. */
export interface Step {
  /** What the log calls it. */
  readonly name: string;
  /** Which test of the run it belongs to; undefined where there are no others. */
  readonly turn: Turn | undefined;
  /** `processing`, `listing blocked users, 3 of 10 pages` */
  readonly doing: string;
  /** From 0 to 1; undefined where nobody knows. */
  readonly share: number | undefined;
  readonly elapsedMs: number;
  /** Estimated; undefined where it cannot be. */
  readonly remainingMs: number | undefined;
  /** Whether nothing goes on any more. */
  readonly isOver: boolean;
}

/** Tells the steps of one policy test. */
export interface Steps {
  starting(): void;
  waiting(progress: Progress): void;
  /** @param status the last that the API told */
  ended(status: string): void;
  /** Begins a listing of so many users, as far as that is known. */
  listing(status: UserStatus | undefined, total: number | undefined): ListingSteps;
}

/** Tells the steps of one listing. */
export interface ListingSteps {
  /** @param perPage users on a page, as far as it is known by now */
  page(perPage: number): void;
  /** After the last page, or where enough was seen. */
  end(): void;
}

/** Earlier than this, an estimate tells nothing. */
const ESTIMATE_AFTER_MS = 2_000;

export function createSteps(
  name: string,
  turn: Turn | undefined,
  { clock, log }: Pick<World, 'clock' | 'log'>,
): Steps {
  let begunMs = clock.elapsedMs();
  const elapsed = (): number => clock.elapsedMs() - begunMs;
  const tell = (step: Pick<Step, 'doing' | 'share'> & Partial<Step>): void => {
    log.step?.({ name, turn, elapsedMs: elapsed(), remainingMs: undefined, isOver: false, ...step });
  };
  return {
    starting() {
      begunMs = clock.elapsedMs();
      tell({ doing: 'starting', share: undefined });
    },
    waiting({ status, percent, elapsedMs, remainingMs }) {
      const share = percent === undefined ? undefined : percent / 100;
      tell({ doing: plain(status), share, elapsedMs, remainingMs });
    },
    ended(status) {
      tell({ doing: status, share: status === 'complete' ? 1 : undefined, isOver: true });
    },
    listing(status, total) {
      begunMs = clock.elapsedMs();
      let pages = 0;
      let of: number | undefined;
      const tellPages = (isOver: boolean): void => {
        const share = of === undefined ? undefined : pages / of;
        const remainingMs = estimateMs(share, elapsed());
        tell({ doing: describeListing(status, pages, of), share, remainingMs, isOver });
      };
      tellPages(false);
      return {
        page(perPage) {
          pages += 1;
          of = total === undefined ? undefined : Math.max(pages, Math.ceil(total / perPage));
          tellPages(false);
        },
        end() {
          tellPages(true);
        },
      };
    },
  };
}

/** `listing blocked users, 3 of 10 pages` */
function describeListing(status: UserStatus | undefined, pages: number, of: number | undefined): string {
  const who = status === undefined ? 'users' : `${status === 'error' ? 'errored' : status} users`;
  if (of === undefined) return pages === 0 ? `listing ${who}` : `listing ${who}, page ${formatCount(pages)}`;
  return `listing ${who}, ${formatCount(pages)} of ${formatCount(of)} ${of === 1 ? 'page' : 'pages'}`;
}

/** As long as it took so far for each of what is done. */
function estimateMs(share: number | undefined, elapsedMs: number): number | undefined {
  if (share === undefined || share === 0 || elapsedMs < ESTIMATE_AFTER_MS) return undefined;
  return (elapsedMs / share) * (1 - share);
}
