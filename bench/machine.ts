import { cpus, totalmem } from 'node:os';

/** The kind of machine that was measured on. */
export interface Machine {
  readonly processor: string;
  readonly processors: number;
  readonly memoryGb: number;
  /** As in `linux x64`. */
  readonly system: string;
  readonly node: string;
}

/** Millions of bytes of what the kernel tells as `kB`, of 1,024 bytes each. */
export function megabytesOf(kibibytes: number): number {
  return (kibibytes * 1_024) / 1_000_000;
}

const BYTES_PER_GB = 1_000_000_000;

export function readMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    processors: cpus().length,
    memoryGb: Math.round(totalmem() / BYTES_PER_GB),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

/** `2 processors (AMD EPYC), 25 GB of memory, linux x64, Node.js 20.20.2` */
export function renderMachine({ processor, processors, memoryGb, system, node }: Machine): string {
  const count = `${String(processors)} ${processors === 1 ? 'processor' : 'processors'}`;
  return `${count} (${processor}), ${String(memoryGb)} GB of memory, ${system}, Node.js ${node.slice(1)}`;
}
