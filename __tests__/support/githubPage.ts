import { readFile } from 'node:fs/promises';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { githubHtmlText } from './githubHtml.ts';

export type Scheme = 'light' | 'dark';

/** A job summary in a browser. */
export interface GithubPage {
  readonly page: Page;
  readonly scheme: Scheme;
  /** What the summary did beside being shown, a line each: it asked for something, opened a dialog, threw. */
  readonly effects: readonly string[];
}

/** In pixels: the column of a job summary where there is room for it. */
export const PAGE_WIDTH = 1_012;

/** Nothing is asked of this host; the summary needs an address for what is relative to it. */
const ADDRESS = 'https://github.example/summary';

/** What the browser has, as far as it is used here: the compiler knows nothing of browsers. */
interface Mermaid {
  initialize(settings: object): void;
  run(options: object): Promise<void>;
}
declare const mermaid: Mermaid;

/** Headless Chromium: that of Debian's package, or the one that the environment names in CHROMIUM. */
export function openBrowser(): Promise<Browser> {
  return launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    // Its sandbox cannot be had by root, nor in many a container; nothing foreign is opened here.
    args: ['--no-sandbox', '--hide-scrollbars', '--force-color-profile=srgb'],
  });
}

/** Shows `markdown` as GitHub shows a job summary, without a network; what its diagrams are drawn of is text still. */
export async function openSummary(browser: Browser, markdown: string, scheme: Scheme): Promise<GithubPage> {
  const page = await browser.newPage();
  await page.setViewport({ width: PAGE_WIDTH, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  const effects: string[] = [];
  page.on('dialog', (dialog) => {
    effects.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => {
    effects.push(`error: ${String(error)}`);
  });
  const body = await renderPage(markdown);
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (request.url() === ADDRESS && request.isNavigationRequest()) {
      void request.respond({ contentType: 'text/html; charset=utf-8', body });
    } else {
      effects.push(`request: ${request.url()}`);
      void request.abort();
    }
  });
  await page.goto(ADDRESS);
  return { page, scheme, effects };
}

/** Draws the diagrams as GitHub does: the theme by the scheme of colours, and nothing that a diagram could run. */
export async function drawDiagrams({ page, scheme }: GithubPage): Promise<void> {
  await page.addScriptTag({ content: await readPackage('mermaid/dist/mermaid.min.js') });
  await page.evaluate(
    async (theme) => {
      mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', theme });
      await mermaid.run({ querySelector: '[lang=mermaid]', suppressErrors: true });
    },
    scheme === 'dark' ? 'dark' : 'default',
  );
}

/** The HTML of a summary; a diagram is in an element of its own instead of a block of code. */
function renderBody(markdown: string): string {
  return githubHtmlText(markdown)
    .replaceAll('<pre lang="mermaid"><code>', '<div lang="mermaid">')
    .replace(/(?<=<div lang="mermaid">[^<]*)<\/code><\/pre>/g, '</div>');
}

async function renderPage(markdown: string): Promise<string> {
  return `<!doctype html>
<meta charset="utf-8">
<style>
${await readPackage('github-markdown-css/github-markdown.css')}
body { margin: 0; padding: 32px; }
[lang=mermaid] { margin-bottom: 16px; text-align: center; }
</style>
<link rel="icon" href="data:,">
<body class="markdown-body"><article class="markdown-body">${renderBody(markdown)}</article>`;
}

/** A file of a package; npm runs its scripts where the packages are. */
function readPackage(path: string): Promise<string> {
  return readFile(`node_modules/${path}`, 'utf8');
}
