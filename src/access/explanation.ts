import { NetworkError, TestError, WireError } from '../errors.ts';

/*
 * What went wrong with a call, said to the user: `what` was done, what happened, and what to do next.
 */

/** The deadline came first. */
export function outOfTime(what: string, method: string, sent: boolean): TestError {
  const doubt = method === 'POST' && sent ? ' The policy test may have been started all the same.' : '';
  return new TestError(`${what}: the time for this test is over.${doubt} Raise timeout-minutes.`);
}

/** No answer came from `host`. */
export function explainNetwork(
  error: NetworkError,
  what: string,
  host: string,
  method: string,
): NetworkError {
  return new NetworkError(`${what} failed: ${host} ${error.message}.${nextStep(error, method)}`, {
    sent: error.sent,
    passing: error.passing,
    cause: error.cause,
  });
}

function nextStep({ sent, passing }: NetworkError, method: string): string {
  if (!passing) return '';
  return method === 'POST' && sent
    ? ' The policy test may have been started, so it is not repeated: run the gate again.'
    : ' Run it again; if it stays so, check the network, its proxy and api-base-url.';
}

/** The answer of `host` was not the documented one. */
export function explainWire(error: WireError, what: string, host: string): WireError {
  return new WireError(
    `${what} failed: the answer of ${host} ${error.message}. Something else may answer in Cloudflare's place: check api-base-url and proxies.`,
    error.cause,
  );
}
