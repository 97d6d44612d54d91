import { BANDS, type Curve, latenessOf, type Wait } from '../__tests__/support/waiting.ts';
import { type PaceKind } from '../__tests__/support/paces.ts';

const WIDTH = 760;
const LEFT = 56;
const RIGHT = 16;
const TOP = 88;
const ENTRIES_A_ROW = 4;
const PANEL = 170;
const GAP = 58;
const HEIGHT = TOP + 3 * (PANEL + GAP);

/** What is drawn over how long a test lasts, with the line that it is held to. */
interface Panel {
  readonly title: string;
  readonly most: number;
  readonly ticks: readonly number[];
  readonly bar: number;
  readonly unit: string;
  readonly valueOf: (waits: readonly Wait[]) => number;
}

const PANELS: readonly Panel[] = [
  {
    title: 'How late the end is noticed on average; 100 % is 1 second, or 3 % of the test',
    most: 300,
    ticks: [0, 100, 200, 300],
    bar: 100,
    unit: ' %',
    valueOf: (waits) => 100 * latenessOf(waits).mean,
  },
  {
    title: 'How late 19 of 20 ends are noticed at most; 100 % is 2 seconds, or 8 % of the test',
    most: 300,
    ticks: [0, 100, 200, 300],
    bar: 100,
    unit: ' %',
    valueOf: (waits) => 100 * latenessOf(waits).nearlyAll,
  },
  {
    title: 'Polls, on average',
    most: 80,
    ticks: [0, 20, 40, 60, 80],
    bar: 60,
    unit: '',
    valueOf: (waits) => waits.reduce((sum, { polls }) => sum + polls, 0) / waits.length,
  },
];

/** Kinds of progress in the order of the legend: light, dark, and the dashes that tell lines apart without colours. */
const LINES: readonly { kind: PaceKind; light: string; dark: string; dashes: string }[] = [
  { kind: 'steady', light: '#0550ae', dark: '#79c0ff', dashes: '' },
  { kind: 'stalling', light: '#116329', dark: '#56d364', dashes: '8 3' },
  { kind: 'accelerating', light: '#bf3989', dark: '#ff9bce', dashes: '14 4' },
  { kind: 'silent at first', light: '#6639ba', dark: '#d2a8ff', dashes: '3 3' },
  { kind: 'bursting', light: '#953800', dark: '#ffa657', dashes: '10 3 2 3' },
  { kind: 'never told', light: '#57606a', dark: '#8b949e', dashes: '1 4' },
  { kind: 'creeping, then at once', light: '#9a6700', dark: '#e3b341', dashes: '4 2' },
];

const DURATIONS = [
  [1, '1 s'],
  [10, '10 s'],
  [60, '1 min'],
  [600, '10 min'],
  [3_600, '1 h'],
] as const;

/** The curves as an SVG image, which is readable on light and on dark. */
export function drawWaiting(curves: readonly Curve[]): string {
  const styles = (scheme: 'light' | 'dark'): string =>
    LINES.map((line, index) => `.k${index} { stroke: ${line[scheme]} }`).join(' ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="title desc">`,
    '<title id="title">How soon the end of a policy test is noticed, and with how many polls</title>',
    `<desc id="desc">${describe(curves)}</desc>`,
    '<style>',
    'text { font: 13px system-ui, sans-serif; fill: #1f2328 } .grid { stroke: #d1d9e0 } .bar { stroke: #cf222e } path { fill: none; stroke-width: 2 }',
    styles('light'),
    `@media (prefers-color-scheme: dark) { text { fill: #f0f6fc } .grid { stroke: #3d444d } .bar { stroke: #ff7b72 } ${styles('dark')} }`,
    '</style>',
    ...LINES.map(({ kind, dashes }, index) => drawEntry(kind, dashes, index)),
    ...PANELS.flatMap((panel, index) => drawPanel(panel, TOP + index * (PANEL + GAP), curves)),
    '</svg>',
    '',
  ].join('\n');
}

function describe(curves: readonly Curve[]): string {
  const kinds = LINES.map(({ kind }) => {
    const waits = curves.find((curve) => curve.kind === kind)?.bands.flat() ?? [];
    const [mean, nearlyAll] = PANELS.map(({ valueOf }) => Math.round(valueOf(waits)));
    return `${kind} ${mean} % and ${nearlyAll} %`;
  });
  return `Three curves over tests of 1 second to 1 hour. Of the delay that is allowed, on average and for 19 of 20 tests: ${kinds.join(', ')}. No test of an hour takes more than 60 polls.`;
}

function drawEntry(kind: string, dashes: string, index: number): string {
  const x = LEFT + (index % ENTRIES_A_ROW) * 170;
  const y = 20 + Math.floor(index / ENTRIES_A_ROW) * 24;
  return `<path class="k${index}" stroke-dasharray="${dashes}" d="M${x} ${y}h30"/><text x="${x + 36}" y="${y + 4}">${kind}</text>`;
}

function drawPanel(panel: Panel, top: number, curves: readonly Curve[]): string[] {
  const yOf = (value: number): string =>
    (top + PANEL * (1 - Math.min(value, panel.most) / panel.most)).toFixed(0);
  const right = WIDTH - RIGHT;
  return [
    `<text x="${LEFT}" y="${top - 12}" font-weight="600">${panel.title}</text>`,
    ...panel.ticks.map(
      (tick) =>
        `<path class="${tick === panel.bar ? 'bar' : 'grid'}" style="stroke-width: 1" d="M${LEFT} ${yOf(tick)}H${right}"/><text x="${LEFT - 8}" y="${Number(yOf(tick)) + 4}" text-anchor="end">${tick}${panel.unit}</text>`,
    ),
    ...DURATIONS.map(
      ([seconds, label]) =>
        `<text x="${xOf(seconds)}" y="${top + PANEL + 18}" text-anchor="middle">${label}</text>`,
    ),
    ...LINES.map(({ kind, dashes }, index) => {
      const bands = curves.find((curve) => curve.kind === kind)?.bands ?? [];
      const points = BANDS.map(
        ([from, to], band) => `${xOf(Math.sqrt(from * to))} ${yOf(panel.valueOf(bands[band] ?? []))}`,
      );
      return `<path class="k${index}" stroke-dasharray="${dashes}" d="M${points.join('L')}"/>`;
    }),
  ];
}

function xOf(seconds: number): string {
  return (LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(seconds)) / Math.log(3_600)).toFixed(0);
}
