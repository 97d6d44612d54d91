/** A signal that is aborted at the first SIGINT or SIGTERM; the second one ends the process as usual. */
export function interruption(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      interrupted.abort(new Error(`interrupted by ${signal}`));
    });
  }
  return interrupted.signal;
}
