const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const PERCENT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const FINE_PERCENT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });

/** `1,200` */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** `94.2 %` of a percentage from 0 to 100; never rounded to 0 or 100 unless it is. */
export function formatPercent(percent: number): string {
  const rounded = PERCENT.format(percent);
  const misleading = (rounded === '0' && percent > 0) || (rounded === '100' && percent < 100);
  return `${misleading ? FINE_PERCENT.format(percent) : rounded} %`;
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
