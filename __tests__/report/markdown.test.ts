import { describe, expect, it } from '@jest/globals';
import { code, escapeMarkdown, MARKDOWN } from '../../src/report/markdown.ts';

const CUT = '<!-- -->';

describe('text in Markdown', () => {
  it.each([
    ['@octocat', `&#64;${CUT}octocat`],
    ['#12', `&#35;${CUT}12`],
    ['$x$', `&#36;${CUT}x&#36;${CUT}`],
    [':smile:', `&#58;${CUT}smile:`],
    ['https://x', `https&#58;${CUT}//x`],
    ['WWW.x', `WWW${CUT}.x`],
    ['gh-1', `gh-${CUT}1`],
    ['CVE-2021', `CVE-${CUT}2021`],
    ['GHSA-jfh8', `GHSA-${CUT}jfh8`],
    ['8a1f6e1', `8a1f6e${CUT}1`],
    ['0123456789abcdef', `012345${CUT}6789ab${CUT}cdef`],
    ['- item', '&#45; item'],
    ['1. item', '1&#46; item'],
    ['12) item', '12&#41; item'],
    ['a|b', 'a&#124;b'],
    ['<b>&amp;', '&#60;b&#62;&#38;amp;'],
    ['`*_~[]!\\', '&#96;&#42;&#95;&#126;&#91;&#93;&#33;&#92;'],
    ['"=^{}+', '&#34;&#61;&#94;&#123;&#125;&#43;'],
    ['two\n lines ', 'two lines'],
    [' \u200b\u3164', '(empty)'],
  ])('is inert: %j', (text, markdown) => {
    expect(escapeMarkdown(text)).toBe(markdown);
  });

  it('is cut where a pseudonym only seems to be one', () => {
    expect(escapeMarkdown('xp-3fa91c77')).toBe('xp-3fa91c<!-- -->77');
  });

  it.each([['p-3fa91c77'], ['12:'], ['2026-11-21'], ['1,200 of 3'], ['abcdef'], ['deadbeefs'], ['a (b); c']])(
    'stays as it is where nothing acts: %j',
    (text) => {
      expect(escapeMarkdown(text)).toBe(text);
    },
  );

  it('is the name of something also where there is nothing to see', () => {
    expect(MARKDOWN.name('\u2060')).toBe('*(empty)*');
  });
});

describe('code in Markdown', () => {
  it.each([
    ['a/b.json:3', '`a/b.json:3`'],
    ['a`b', '<code>a&#96;b</code>'],
    ['a|b', '<code>a&#124;b</code>'],
    ['a ', '<code>a</code>'],
    ['a\nb', '<code>a b</code>'],
  ])('is literal: %j', (text, markdown) => {
    expect(code(text)).toBe(markdown);
  });
});
