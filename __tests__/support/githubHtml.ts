import { execFileSync } from 'node:child_process';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** The extensions of GitHub's Markdown, and HTML as it is: what of that is shown, the sanitiser says. */
const EXTENSIONS = ['table', 'strikethrough', 'autolink', 'tagfilter', 'tasklist', 'footnotes'];
const OPTIONS = ['--unsafe', '--github-pre-lang', ...EXTENSIONS.flatMap((name) => ['-e', name])];

/** What GitHub's own parser (Debian's package cmark-gfm) makes of `markdown`. */
export function githubHtmlText(markdown: string): string {
  return execFileSync('cmark-gfm', OPTIONS, { input: markdown, encoding: 'utf8' });
}

/** The same as a browser reads it. */
export function githubHtml(markdown: string): readonly Node[] {
  return parseHtml(githubHtmlText(markdown));
}

export function parseHtml(html: string): readonly Node[] {
  return parseFragment(html).childNodes;
}

/*
 * What GitHub's sanitiser lets through, by https://github.com/gjtorikian/html-pipeline, which began as GitHub's own.
 * Of the elements and attributes there, those that show nothing foreign, load nothing and lead nowhere.
 */
const ELEMENTS = new Set(
  'h1 h2 h3 h4 h5 h6 br b i strong em pre code tt div ins del sup sub p ol ul table thead tbody tfoot blockquote'
    .concat(' dl dt dd kbd q samp var hr ruby rt rp li tr td th s strike summary details span')
    .split(' '),
);
const ATTRIBUTES = new Set(['align', 'lang', 'open']);

/** The elements and attributes that the sanitiser would take away. */
export function refusedIn(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (!('tagName' in node)) return [];
    const attributes = node.attrs
      .filter(({ name }) => !ATTRIBUTES.has(name))
      .map(({ name }) => `${node.tagName}[${name}]`);
    return [
      ...(ELEMENTS.has(node.tagName) ? [] : [node.tagName]),
      ...attributes,
      ...refusedIn(node.childNodes),
    ];
  });
}

/** Elements in their order and nesting, with their attributes. */
export function outlineOf(nodes: readonly Node[]): string {
  return nodes
    .flatMap((node) => {
      if (!('tagName' in node)) return [];
      const attributes = node.attrs.map(({ name, value }) => ` ${name}=${JSON.stringify(value)}`).join('');
      return [`<${node.tagName}${attributes}>${outlineOf(node.childNodes)}</>`];
    })
    .join('');
}

/** Every kind of element with its attributes. */
export function kindsOf(nodes: readonly Node[]): ReadonlySet<string> {
  return new Set(outlineOf(nodes).match(/<\w[^>]*>/g));
}

/** Everything that is read. */
export function textOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if ('tagName' in node) return textOf(node.childNodes);
      return node.nodeName === '#text' ? node.value : '';
    })
    .join('');
}

/** The texts that GitHub looks for mentions and the like in, each for itself: not those of code. */
export function linkableTextsOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if ('tagName' in node)
      return ['code', 'pre'].includes(node.tagName) ? [] : linkableTextsOf(node.childNodes);
    return node.nodeName === '#text' ? [node.value] : [];
  });
}
