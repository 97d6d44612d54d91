/** From one decimal, which mostly will do, to as many as tell one user of a billion from none. */
const DECIMALS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Made when they are needed: the first takes a tenth of a start that needs none. */
const formats: Intl.NumberFormat[] = [];

/** `1,200` of a whole number */
export function formatCount(count: number): string {
  return count.toFixed(0).replace(/\B(?=(?:\d{3}){1,6}$)/g, ',');
}

/**
 * `94.2 %` of a percentage from 0 to 100; never rounded to 0, to 100 or to one of `bounds` unless it is that, nor
 * to their other side, so that 10.04 % are not shown as 10 % where at most 10 % are allowed.
 */
export function formatPercent(percent: number, bounds: readonly number[] = []): string {
  const tells = (rounded: number): boolean =>
    [0, 100, ...bounds].every((bound) => Math.sign(rounded - bound) === Math.sign(percent - bound));
  for (const decimals of DECIMALS) {
    const text = (formats[decimals] ??= new Intl.NumberFormat('en-US', {
      maximumFractionDigits: decimals,
    })).format(percent);
    if (tells(Number(text))) return `${text} %`;
  }
  return `${String(percent)} %`;
}

/** `1 user`, `1,200 users` */
export function formatUsers(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'user' : 'users'}`;
}

/** `12 s`, `3 min 20 s`, `1 h 5 min` */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min ${String(seconds % 60)} s`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}
