/**
 * Goes on where standard output or standard error is closed or full, so that every file is written; but what nobody
 * could read did not pass: then the process ends with `exitCode`, unless with another that is not 0.
 */
export function outliveReaders(exitCode: number): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => {
      process.exitCode ||= exitCode;
    });
  }
}
