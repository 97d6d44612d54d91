import { type Progress } from '../access/wait.ts';
import { formatDuration } from '../format.ts';
import { plain } from '../untrusted.ts';

/** `processing, 40 % processed after 12 s, about 18 s left` */
export function renderProgress({ status, percent, elapsedMs, remainingMs }: Progress): string {
  const done = percent === undefined ? 'progress unknown' : `${String(percent)} % processed`;
  const rest = remainingMs === undefined ? '' : `, about ${formatDuration(remainingMs)} left`;
  return `${plain(status)}, ${done} after ${formatDuration(elapsedMs)}${rest}`;
}
