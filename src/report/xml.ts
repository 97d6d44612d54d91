/** An element as text over one or several lines, without a line feed at its end. */
export type Xml = string & { readonly __xml: unique symbol };

/** Those that are undefined are left out. */
export type XmlAttributes = Readonly<Record<string, string | number | undefined>>;

/** What XML 1.0 has no way to write, and other control characters: https://www.w3.org/TR/xml/#charsets */
const UNWRITABLE = /[^\t\n -~\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // As such, a reader takes them for spaces in an attribute: https://www.w3.org/TR/xml/#AVNormalize
  '\n': '&#10;',
  '\t': '&#9;',
};

/**
 * An element with either a text or other elements in it.
 *
 * @param attributes in the order in which they are written
 */
export function xmlElement(
  name: string,
  attributes: XmlAttributes,
  content: string | readonly Xml[] = [],
): Xml {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeText(String(value), /[&<>"'\n\t]/g)}"`],
  );
  const tag = `${name}${written.join('')}`;
  if (content.length === 0) return `<${tag}/>` as Xml;
  const inside =
    typeof content === 'string'
      ? escapeText(content, /[&<>"']/g)
      : // Not indented, because a text over several lines would be, too.
        `\n${content.join('\n')}\n`;
  return `<${tag}>${inside}</${name}>` as Xml;
}

/** A document of which this is the root, with a line feed at its end. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** The text with references for all of `special`, and � for what cannot be written. */
function escapeText(text: string, special: RegExp): string {
  return text
    .replace(UNWRITABLE, '\ufffd')
    .replace(special, (character) => REFERENCES[character] ?? character);
}
