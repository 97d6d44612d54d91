import { type Equipment, repeat } from './contest.ts';
import { type Sample } from './results.ts';

/** What one process of bench/judging.ts prints. */
interface Printed {
  readonly decodingCpuS: number;
  readonly judgingCpuS: number;
  readonly peakMb: number;
}

/** The processor time of judging, in a process of its own, without network and without a gate around it. */
export function measureJudging(
  { bundles, children, say }: Equipment,
  runs: number,
): Promise<Sample<'judging'>[]> {
  return repeat(runs, say, async () => {
    const { stdout } = await children.run({ command: process.execPath, args: [bundles.judging, 'once'] });
    const { decodingCpuS, judgingCpuS } = JSON.parse(stdout) as Printed;
    return { decodingCpuMs: decodingCpuS * 1_000, judgingCpuMs: judgingCpuS * 1_000 };
  });
}
