/** A signal that is aborted at the first SIGINT or SIGTERM; the next of either ends the process as usual. */
export function interruption(): AbortSignal {
  const interrupted = new AbortController();
  const interrupt = (signal: NodeJS.Signals): void => {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    interrupted.abort(new Error(`interrupted by ${signal}`));
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  return interrupted.signal;
}
