import { describe, expect, it } from '@jest/globals';
import { labelOf, renderStep } from '../src/stepLine.ts';
import { type Step } from '../src/steps.ts';

const STEP: Step = {
  name: 'Grafana',
  turn: { number: 2, of: 3 },
  doing: 'processing',
  share: 0.4,
  elapsedMs: 12_000,
  remainingMs: 18_000,
  isOver: false,
};

describe('a step as a line', () => {
  it('has its name, a bar, the percentage, what is done and for how long', () => {
    expect(renderStep(STEP, 0, 100)).toBe(
      '[2/3] Grafana  ████████████░░░░░░░░░░░░░░░░░░   40 %  processing, 12 s, about 18 s left',
    );
  });

  it.each([
    [80, '[2/3] Grafana  ████████░░░░░░░░░░░░   40 %  processing, 12 s, about 18 s left'],
    [66, '[2/3] Grafana   40 %  processing, 12 s, about 18 s left'],
    [50, '[2/3] Grafana   40 %  processing, 12 s'],
    [30, '[2/3] Gra…   40 %  processin…'],
  ])('leaves out in %d columns what does not fit', (columns, line) => {
    expect(renderStep(STEP, 0, columns)).toBe(line);
  });

  it('says no turn where there is one test', () => {
    expect(labelOf({ name: 'Grafana', turn: { number: 1, of: 1 } })).toBe('Grafana');
  });

  it('is aligned with the others', () => {
    const labels = ['[2/3] Grafana', '[2/3] Grafana (baseline)'];
    const begins = [STEP, { ...STEP, name: 'Grafana (baseline)' }].map((step) =>
      renderStep(step, 0, 120, labels).indexOf('█'),
    );
    expect(begins).toEqual([26, 26]);
  });

  it('lets time pass since it was told, but not when it is over', () => {
    expect(renderStep(STEP, 5_000, 100)).toMatch(/processing, 17 s, about 13 s left$/);
    expect(renderStep(STEP, 17_800, 100)).toMatch(/processing, 30 s$/);
    expect(renderStep(STEP, 20_000, 100)).toMatch(/processing, 32 s$/);
    expect(renderStep({ ...STEP, isOver: true }, 5_000, 100)).toMatch(/processing, 12 s$/);
  });

  it('keeps the size of its bar while the words beside it change', () => {
    const sizes = [
      STEP,
      { ...STEP, remainingMs: undefined },
      { ...STEP, elapsedMs: 9_000 },
      { ...STEP, isOver: true },
    ].map((step) => /[█░]+/.exec(renderStep(step, 0, 80))?.[0].length);
    expect(sizes).toEqual([20, 20, 20, 20]);
  });

  it.each([
    [0, '░'.repeat(30), '    0 %'],
    [0.999, `${'█'.repeat(29)}░`, '   99 %'],
    [1, '█'.repeat(30), '  100 %'],
    [1.5, '█'.repeat(30), '  100 %'],
  ])('fills of a share of %d no more than is done', (share, bar, percent) => {
    expect(renderStep({ ...STEP, share }, 0, 120)).toContain(`${bar}${percent}`);
  });

  it('has a block that moves to and fro where nobody knows how far it is', () => {
    const barAt = (ms: number): string | undefined =>
      /[█░]+/.exec(renderStep({ ...STEP, share: undefined, elapsedMs: ms }, 0, 120))?.[0];

    expect([0, 200, 27 * 200, 28 * 200, 54 * 200].map(barAt)).toEqual([
      `███${'░'.repeat(27)}`,
      `░███${'░'.repeat(26)}`,
      `${'░'.repeat(27)}███`,
      `${'░'.repeat(26)}███░`,
      `███${'░'.repeat(27)}`,
    ]);
  });
});
