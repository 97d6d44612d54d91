import { describe, expect, it } from '@jest/globals';
import { checkFault } from './fault.ts';
import { MATRIX } from './matrix.ts';

describe.each(Object.entries(MATRIX))('the gate is right, and in time, with %s:', (_, faults) => {
  it.each(faults)('$name', checkFault);
});

describe('the matrix', () => {
  it('has no two faults of one name', () => {
    const names = Object.values(MATRIX).flatMap((faults) => faults.map(({ name }) => name));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
