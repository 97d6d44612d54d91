import { expect, it } from '@jest/globals';
import { contrastOf, parseColour } from './contrast.ts';

it.each([
  ['black on white', 'rgb(0, 0, 0)', 'rgb(255, 255, 255)', 21],
  ['white on black', 'rgb(255, 255, 255)', 'rgb(0, 0, 0)', 21],
  ['the same on the same', 'rgb(9, 105, 218)', 'rgb(9, 105, 218)', 1],
  ['a grey that is just too light on white', 'rgb(119, 119, 119)', 'rgb(255, 255, 255)', 4.48],
  ['black of which half is seen on white', 'rgba(0, 0, 0, 0.5)', 'rgb(255, 255, 255)', 3.98],
])('tells how much stands out %s', (_, text, background, contrast) => {
  expect(contrastOf(parseColour(text), parseColour(background))).toBeCloseTo(contrast, 2);
});

it('takes no colour for another that it does not understand', () => {
  expect(() => parseColour('oklch(0.5 0.1 20)')).toThrow('oklch(0.5 0.1 20) is no colour');
});
