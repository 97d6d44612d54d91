import { GitHubError } from '../errors.ts';
import { plain } from '../untrusted.ts';
import { type Purpose, refusal } from './refusal.ts';

/** How long an exchange may take, and what is kept out of its errors. */
export interface Bounds {
  /** Until the whole answer is read. */
  readonly timeoutMs: number;
  readonly interrupted: AbortSignal;
  /** Takes the token out of a text. */
  readonly conceal: (text: string) => string;
}

/** How a request is sent. */
export interface RequestOptions {
  readonly signal: AbortSignal;
  /** A redirect may lead where the token must not go. */
  readonly redirect: 'manual';
}

/** What Octokit throws; `response` is missing where none came. Its other properties hold headers with the token. */
interface Thrown {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly response?: { readonly status: number; readonly headers: Readonly<Record<string, unknown>> };
}

/**
 * One exchange with GitHub. What `send` resolves with is no longer read from the network.
 *
 * @throws GitHubError
 */
export async function exchange<Result>(
  purpose: Purpose,
  { timeoutMs, interrupted, conceal }: Bounds,
  send: (options: RequestOptions) => Promise<Result>,
): Promise<Result> {
  // Not by AbortSignal.any, which may miss an abort: https://github.com/nodejs/node/issues/65995
  const stop = new AbortController();
  const abort = (): void => {
    stop.abort();
  };
  const timeout = setTimeout(abort, timeoutMs);
  interrupted.addEventListener('abort', abort, { once: true });
  if (interrupted.aborted) abort();
  try {
    return await send({ signal: stop.signal, redirect: 'manual' });
  } catch (error) {
    throw stop.signal.aborted
      ? new GitHubError(`${purpose.failure}: ${whyStopped(interrupted, timeoutMs)}`, undefined)
      : describe(error as Thrown, purpose, conceal);
  } finally {
    clearTimeout(timeout);
    interrupted.removeEventListener('abort', abort);
    // What was not read of an answer would keep the process waiting.
    abort();
  }
}

function whyStopped(interrupted: AbortSignal, timeoutMs: number): string {
  if (interrupted.aborted) return 'the run was interrupted before GitHub answered.';
  const time = String(Math.ceil(timeoutMs / 1000));
  return `GitHub gave no whole answer within ${time} s. Run it again; if it stays so, check the network and the proxy of the runner.`;
}

function describe(error: Thrown, purpose: Purpose, conceal: Bounds['conceal']): GitHubError {
  const shown = (text: unknown): string => (typeof text === 'string' ? conceal(text) : '');
  if (error.response !== undefined)
    return refusal(purpose, { ...error.response, message: shown(error.message) });
  const { code, message } = rootOf(error);
  const reason = [shown(code), shown(message)].filter((text) => text !== '').join(': ');
  return new GitHubError(
    `${purpose.failure}: GitHub could not be reached (${plain(reason) || 'no reason given'}). Check the network, the proxy and the certificates of the runner.`,
    undefined,
  );
}

/** The error behind those that libraries put around it. */
function rootOf(error: Thrown): Thrown {
  const { cause } = error;
  return typeof cause === 'object' && cause !== null ? rootOf(cause) : error;
}
