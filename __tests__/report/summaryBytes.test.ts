import { describe, expect, it } from '@jest/globals';
import { MAX_SUMMARY_BYTES, renderSummary } from '../../src/report/summary.ts';
import { aReport } from '../support/report.ts';

/** The summary of a run with so many warnings, each of a thousand characters that have three bytes. */
function summaryOf(warnings: number) {
  const message = '無'.repeat(1_000);
  const summary = renderSummary(aReport({ warnings: Array.from({ length: warnings }, () => ({ message })) }));
  return {
    bytes: Buffer.byteLength(summary),
    warnings: summary.split(message).length - 1,
    isCut: summary.includes('because GitHub takes no'),
  };
}

describe('a job summary', () => {
  it('is as short as GitHub counts it, in bytes', () => {
    // As characters, these would fit.
    const { bytes, isCut } = summaryOf(310);
    expect(bytes).toBeLessThanOrEqual(MAX_SUMMARY_BYTES);
    expect(isCut).toBe(true);
  });

  it('is not cut while its bytes fit', () => {
    expect(summaryOf(300)).toMatchObject({ warnings: 300, isCut: false });
  });
});
