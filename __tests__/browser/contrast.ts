/** Red, green, blue from 0 to 255, and how opaque it is from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** A colour as a browser computes it: `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)`. */
export function parseColour(text: string): Colour {
  const [red, green, blue, alpha = 1] = (text.match(/[\d.]+/g) ?? []).map(Number);
  if (!text.startsWith('rgb') || red === undefined || green === undefined || blue === undefined) {
    throw new Error(`${text} is no colour of the form rgb(…).`);
  }
  return [red, green, blue, alpha];
}

/**
 * How much text of one colour stands out from an opaque background, from 1 to 21
 * (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
 */
export function contrastOf(text: Colour, background: Colour): number {
  const [darker = 0, lighter = 0] = [luminanceOf(over(text, background)), luminanceOf(background)].sort(
    (a, b) => a - b,
  );
  return (lighter + 0.05) / (darker + 0.05);
}

/** What is seen of a colour that is not opaque. */
function over([red, green, blue, alpha]: Colour, background: Colour): Colour {
  const mix = (value: number, below: number): number => value * alpha + below * (1 - alpha);
  return [mix(red, background[0]), mix(green, background[1]), mix(blue, background[2]), 1];
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf([red, green, blue]: Colour): number {
  const linear = (value: number): number =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
