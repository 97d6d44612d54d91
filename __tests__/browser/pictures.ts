import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { drawDiagrams, openBrowser, openSummary, PAGE_WIDTH } from '../support/githubPage.ts';
import { endOfSections } from './inspection.ts';

/** Where the README has them from. */
const FOLDER = 'docs/pictures';

/** In pixels, of which a file has four each; what is longer is cut where a section ends. */
const MAX_HEIGHT = 1_200;

const log = execFileSync(process.execPath, ['examples/demo.js'], { encoding: 'utf8' });
const runs = [...log.matchAll(/^Job summary: (.+)\n.*\n. verdict (\w+),/gm)];
if (runs.length === 0) throw new Error('The demo told of no job summary.');

/** A function, because ncc reads a script as CommonJS, which waits for nothing at its top. */
async function draw(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await openBrowser();
  try {
    for (const [, summary = '', verdict = ''] of runs) {
      for (const scheme of ['light', 'dark'] as const) {
        const opened = await openSummary(browser, readFileSync(summary, 'utf8'), scheme);
        await drawDiagrams(opened);
        const height = await endOfSections(opened.page, MAX_HEIGHT);
        await opened.page.setViewport({ width: PAGE_WIDTH, height, deviceScaleFactor: 2 });
        await opened.page.screenshot({ path: `${FOLDER}/${verdict}-${scheme}.png` });
        await opened.page.close();
      }
    }
  } finally {
    await browser.close();
  }
}

void draw();
