/** The middle of the samples; of an even number of them, the mean of the two in the middle. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const below = sorted[Math.ceil(sorted.length / 2) - 1];
  const above = sorted[Math.floor(sorted.length / 2)];
  if (below === undefined || above === undefined) throw new Error('There is no median of no samples.');
  return (below + above) / 2;
}

/** The highest of the samples: what a limit of requests or memory is held to. */
export function highest(samples: readonly number[]): number {
  if (samples.length === 0) throw new Error('There is no highest of no samples.');
  return Math.max(...samples);
}

/** How often `base` goes into `samples`: the median over the pairs, which were measured one right after the other. */
export function pairedRatio(samples: readonly number[], base: readonly number[]): number {
  if (samples.length !== base.length) throw new Error('Samples that are not in pairs have no ratio.');
  return median(samples.map((sample, index) => sample / (base[index] ?? NaN)));
}

/** By how much `samples` are above `base`, pair by pair. */
export function differences(samples: readonly number[], base: readonly number[]): number[] {
  if (samples.length !== base.length) throw new Error('Samples that are not in pairs have no differences.');
  return samples.map((sample, index) => sample - (base[index] ?? NaN));
}
