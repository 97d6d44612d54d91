import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

const SCHEMA = readFileSync(new URL('../fixtures/junit.xsd', import.meta.url), 'utf8');

/** Throws unless libxml2 takes each of the documents for XML that the schema allows. */
export async function denyProblems(documents: readonly string[]): Promise<void> {
  const [problem] = await problemsOf(documents);
  if (problem !== undefined) throw new Error(problem);
}

/** What libxml2 says against the documents, the number of each in front. */
export async function problemsOf(documents: readonly string[]): Promise<string[]> {
  const { valid, errors, rawOutput } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${String(index)}.xml`, contents })),
    schema: SCHEMA,
  });
  if (!valid && errors.length === 0) throw new Error(rawOutput);
  return errors.map(({ rawMessage }) => rawMessage);
}

/** An element of a document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  /** All text in it, also that of its children. */
  text: string;
}

const TOKEN =
  /<\?[^>]*\?>|<(?<end>\/?)(?<name>[\w-]+)(?<attributes>(?: [\w-]+="[^"<]*")*)(?<empty>\/?)>|(?<text>[^<]+)/gy;

/** The root of a document that libxml2 takes for well-formed. Throws where anything is in it that the gate never writes. */
export function readXml(document: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let length = 0;
  for (const { 0: token, groups = {} } of document.matchAll(TOKEN)) {
    const { end, name, attributes = '', empty, text } = groups;
    length += token.length;
    const inside = open.at(-1) ?? root;
    for (const element of open) element.text += decode(text ?? '');
    if (name === undefined) continue;
    if (end !== '') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> ends nothing`);
      continue;
    }
    const element: Element = { name, attributes: readAttributes(attributes), children: [], text: '' };
    inside.children.push(element);
    if (empty === '') open.push(element);
  }
  const [first] = root.children;
  if (first === undefined || open.length > 1 || length < document.length) {
    throw new Error(`Not read to its end: ${document.slice(length, length + 100)}`);
  }
  return first;
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decode(value)]),
  );
}

const REFERENCES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9A-Fa-f]+)|#(\d+)|(\w+));/g,
    (_, hex?: string, decimal?: string, name = '') =>
      hex !== undefined
        ? String.fromCodePoint(parseInt(hex, 16))
        : decimal !== undefined
          ? String.fromCodePoint(Number(decimal))
          : (REFERENCES[name as string] ?? ''),
  );
}
