/** Milliseconds of processor time that `run` takes: on a busy machine, the clock on the wall tells of others as well. */
export function processorMs(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  return process.cpuUsage(before).user / 1_000;
}
