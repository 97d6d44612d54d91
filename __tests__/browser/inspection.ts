import { type Page } from 'puppeteer-core';
import { type Colour, contrastOf, parseColour } from './contrast.ts';

/*
 * What is measured in the page. The functions that are given to `evaluate` run in the browser, of which the compiler
 * knows no more than is declared here.
 */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Element {
  readonly tagName: string;
  readonly textContent: string;
  readonly innerHTML: string;
  readonly childElementCount: number;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly parentElement: Element | null;
  getBoundingClientRect(): Box;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
}
interface Canvas {
  drawImage(image: object, x: number, y: number): void;
  getImageData(x: number, y: number, width: number, height: number): { readonly data: Iterable<number> };
}
declare const document: Element & { readonly documentElement: Element };
declare function getComputedStyle(element: Element): Readonly<Record<'color' | 'fill' | 'opacity', string>>;
declare function createImageBitmap(image: Blob): Promise<Box>;
declare const OffscreenCanvas: new (width: number, height: number) => { getContext(kind: '2d'): Canvas };

/** A text in a diagram. */
interface Label {
  readonly text: string;
  readonly colour: Colour;
  /** How much of it is seen, from 0 to 1, by the opacity of what it is in. */
  readonly opacity: number;
  readonly box: Box;
}

/** Shows everything that is hidden until it is asked for. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const hidden of document.querySelectorAll('details')) hidden.setAttribute('open', '');
  });
}

/** The HTML of the summary as the browser has read it. */
export function htmlOf(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector('article')?.innerHTML ?? '');
}

/** The diagrams of the page: how many were drawn, and which were not, a line each. */
export function diagramsOf(page: Page): Promise<{ drawn: number; failed: string[] }> {
  return page.evaluate(() => {
    const kinds = [...document.querySelectorAll('[lang=mermaid]')].map((diagram) => {
      const picture = diagram.querySelector('svg');
      const { width, height } = diagram.getBoundingClientRect();
      return width * height === 0 ? 'empty' : (picture?.getAttribute('aria-roledescription') ?? 'no picture');
    });
    const isDrawn = (kind: string): boolean => !['empty', 'error', 'no picture'].includes(kind);
    return {
      drawn: kinds.filter(isDrawn).length,
      failed: kinds.flatMap((kind, index) =>
        isDrawn(kind) ? [] : [`diagram ${String(index + 1)}: ${kind}`],
      ),
    };
  });
}

/** What is wider than it may be: the page, a table that must be scrolled, a diagram. A line each. */
export function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const room = document.querySelector('article')?.clientWidth ?? 0;
    const found: string[] = [];
    const check = (what: string, width: number, available: number): void => {
      if (width > available + 1) found.push(`${what}: ${String(width)} of ${String(available)} px`);
    };
    check('the page', document.documentElement.scrollWidth, document.documentElement.clientWidth);
    for (const table of document.querySelectorAll('table')) {
      check(`the table of ${table.textContent.trim().slice(0, 40)}`, table.scrollWidth, table.clientWidth);
    }
    for (const picture of document.querySelectorAll('article svg')) {
      check('a diagram', picture.getBoundingClientRect().width, room);
    }
    return found;
  });
}

/** Where the last section ends that ends above `maxHeight`, in pixels from the top; nothing of the next is above. */
export function endOfSections(page: Page, maxHeight: number): Promise<number> {
  return page.evaluate((max) => {
    const blocks = [...document.querySelectorAll('article > *')];
    const ends = blocks
      .filter((_, index) => /^H\d$|^undefined$/.test(String(blocks[index + 1]?.tagName)))
      .map((block) => block.getBoundingClientRect())
      .map(({ y, height }) => Math.ceil(y + height + 16));
    return Math.max(...ends.filter((end) => end <= max));
  }, maxHeight);
}

/** How much each text of a diagram stands out from what is behind it, from 1 to 21; leaves a page without them. */
export async function contrastsOf(page: Page): Promise<{ text: string; contrast: number }[]> {
  const diagrams = await labelledDiagramsOf(page);
  await page.addStyleTag({
    content: 'svg text, svg tspan { fill: transparent !important } svg * { color: transparent !important }',
  });
  const contrasts: { text: string; contrast: number }[] = [];
  for (const { box, labels } of diagrams) {
    const picture = await page.screenshot({ clip: box, encoding: 'base64' });
    const behind = await backgroundsIn(
      page,
      picture,
      labels.map((label) => label.box),
    );
    for (const [index, label] of labels.entries()) {
      contrasts.push({ text: label.text, contrast: lowestContrast(label, behind[index] ?? []) });
    }
  }
  return contrasts;
}

/** Where nothing is known to be behind it, a text counts as one that is not seen. */
function lowestContrast(
  { colour: [red, green, blue, alpha], opacity }: Label,
  behind: readonly string[],
): number {
  const contrasts = behind.map((each) => contrastOf([red, green, blue, alpha * opacity], parseColour(each)));
  return contrasts.length === 0 ? 1 : Math.min(...contrasts);
}

/** The diagrams, where they are on the page in whole pixels, with their texts, where they are in the diagram. */
async function labelledDiagramsOf(page: Page): Promise<{ box: Box; labels: Label[] }[]> {
  const diagrams = await page.evaluate(() =>
    [...document.querySelectorAll('article svg')].map((picture) => {
      const { x, y, width, height } = picture.getBoundingClientRect();
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const texts = [...picture.querySelectorAll('text, tspan, foreignObject *')].filter(
        (element) => element.childElementCount === 0 && element.textContent.trim() !== '',
      );
      const labels = texts.map((element) => {
        const { fill, color } = getComputedStyle(element);
        const place = element.getBoundingClientRect();
        let opacity = 1;
        for (let each: Element | null = element; each !== null; each = each.parentElement) {
          opacity *= Number(getComputedStyle(each).opacity);
        }
        return {
          text: element.textContent.trim(),
          colour: ['text', 'tspan'].includes(element.tagName) ? fill : color,
          opacity,
          box: { x: place.x - left, y: place.y - top, width: place.width, height: place.height },
        };
      });
      return { box: { x: left, y: top, width: Math.ceil(width), height: Math.ceil(height) }, labels };
    }),
  );
  return diagrams.map(({ box, labels }) => ({
    box,
    labels: labels.map((label) => ({ ...label, colour: parseColour(label.colour) })),
  }));
}

/** The colours that fill at least a tenth of each box of the picture, a PNG file in Base64. */
function backgroundsIn(page: Page, picture: string, boxes: readonly Box[]): Promise<string[][]> {
  return page.evaluate(
    async (base64, places) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
      canvas.drawImage(image, 0, 0);
      return places.map(({ x, y, width, height }) => {
        const columns = Math.max(1, Math.floor(width));
        const rows = Math.max(1, Math.floor(height));
        const data = [...canvas.getImageData(Math.ceil(x), Math.ceil(y), columns, rows).data];
        const counts = new Map<string, number>();
        for (let at = 0; at < data.length; at += 4) {
          const colour = `rgb(${data.slice(at, at + 3).join(', ')})`;
          counts.set(colour, (counts.get(colour) ?? 0) + 1);
        }
        return [...counts].filter(([, count]) => count >= (columns * rows) / 10).map(([colour]) => colour);
      });
    },
    picture,
    boxes,
  );
}
