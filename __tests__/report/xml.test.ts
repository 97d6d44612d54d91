import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { xmlDocument, xmlElement } from '../../src/report/xml.ts';
import { readXml } from '../support/junit.ts';

describe('an element', () => {
  it('has its attributes in order, without those that are undefined', () => {
    expect(xmlElement('a', { c: 1, b: undefined, a: 'x' })).toBe('<a c="1" a="x"/>');
  });

  it('has a text or other elements in it', () => {
    expect(xmlElement('a', {}, 'one\ntwo')).toBe('<a>one\ntwo</a>');
    expect(xmlElement('a', {}, [xmlElement('b', {}), xmlElement('c', {})])).toBe('<a>\n<b/>\n<c/>\n</a>');
  });

  it('has references for what would be markup, and in an attribute for what a reader takes for a space', () => {
    const text = `<&>"'\t\n]]>`;
    expect(xmlElement('a', { b: text }, text)).toBe(
      '<a b="&lt;&amp;&gt;&quot;&apos;&#9;&#10;]]&gt;">&lt;&amp;&gt;&quot;&apos;\t\n]]&gt;</a>',
    );
  });

  it.each(['\0', '\b', '\r', '\x1b', '\x7f', '\x9f', '\ud800', '\udc00', '\ufffe', '\uffff'])(
    'has %j as �, which XML has no way to write, and no more',
    (character) => {
      const text = `a${character}b`;
      expect(xmlElement('a', { b: text }, text)).toBe('<a b="a\ufffdb">a\ufffdb</a>');
    },
  );

  it('is read back as it was, whatever is in it', () => {
    const writable = fc
      .string({ unit: 'binary' })
      .map((text) => text.replace(/[^\t\n -~\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
    fc.assert(
      fc.property(writable, (text) => {
        const { attributes, text: inside } = readXml(xmlDocument(xmlElement('a', { b: text }, text)));
        expect(attributes).toEqual({ b: text });
        expect(inside).toBe(text);
      }),
    );
  });
});
