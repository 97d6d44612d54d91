import { describe, expect, it } from '@jest/globals';
import { oneLine, plain, quote, renderData } from '../src/untrusted.ts';
import { HOSTILE } from './support/hostile.ts';

describe('plain text', () => {
  it.each([
    ['alice@example.com', '[address]'],
    ['User Alice.Archer+test@sub.example.co.uk is unknown', 'User [address] is unknown'],
    ['<alice@example.com>', '<[address]>'],
    ['"alice@example.com", (bob@example.com);', '"[address]", ([address]);'],
    ['alice@example.com,bob@example.com', '[address],[address]'],
    ['mailto:alice@example.com', 'mailto:[address]'],
    ['https://x.example/?user=alice@example.com&y', 'https://x.example/?[address]'],
    ['https://x.example/?user=alice%40example.com', 'https://x.example/?[address]'],
    ["Conan o'brien@example.com", 'Conan [address]'],
    ["it is 'alice@example.com'", "it is '[address]'"],
    ["d'a'b@example.com", '[address]'],
    ['ALICE@EXAMPLE.COM', '[address]'],
    ['josé@bücher.example', '[address]'],
    ['李@例子.example', '[address]'],
    ['alice@localhost', '[address]'],
    ['a@b', '[address]'],
    ['alice\u200b@example.com', '[address]'],
    ['ali\u00adce@example\u200b.com', '[address]'],
    ['{"email":"alice@example.com"}', '{"email":"[address]"}'],
    ['email=alice@example.com', '[address]'],
    ['alice@example.com\nbob@example.com', '[address] [address]'],
    ['*alice@example.com', '*[address]'],
  ])('tells no address: %j', (text, shown) => {
    expect(plain(text)).toBe(shown);
  });

  it.each([
    ['*@example.com'],
    ['@example.com'],
    ['alice at example.com'],
    ['alice@'],
    ['50 % @ noon'],
    ["it's Alice's"],
    ['40 % of 100 %'],
  ])('keeps what is no address: %j', (text) => {
    expect(plain(text)).toBe(text);
  });

  it('is cut after the addresses are gone, so that none is cut in two', () => {
    expect(plain(`${'x'.repeat(195)} alice@example.com`)).toBe(`${'x'.repeat(195)} [ad…`);
    expect(plain('x'.repeat(201))).toBe(`${'x'.repeat(199)}…`);
    expect(plain('x'.repeat(200))).toBe('x'.repeat(200));
    expect(plain('alice', 3)).toBe('al…');
  });

  it('is cut between characters, not within one', () => {
    expect(plain('😀'.repeat(201))).toBe(`${'😀'.repeat(199)}…`);
  });

  it.each(HOSTILE.map((text) => [text]))('is one line on which everything is seen: %j', (text) => {
    expect(plain(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
    expect(plain(text)).toBe(plain(text).trim());
    expect(plain(text)).not.toMatch(/\w@\w/);
  });

  it('is the same when it is made plain again', () => {
    for (const text of HOSTILE) expect(plain(plain(text))).toBe(plain(text));
  });

  it.each([
    ['a'.repeat(1_000_000)],
    ["a'".repeat(500_000)],
    ['a@'.repeat(500_000)],
    ['a%40'.repeat(250_000)],
  ])('takes no long time of a long text (case %#)', (text) => {
    const start = performance.now();
    plain(text);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('text on one line', () => {
  it('keeps everything that can be seen', () => {
    expect(oneLine('  ❌ alice@example.com: größer – 日本  ')).toBe(
      '  ❌ alice@example.com: größer – 日本  ',
    );
  });

  it('has a blank for what breaks lines, and nothing for what takes no room', () => {
    expect(oneLine('a\r\n\tb\u2028c\u200bd\u202ee')).toBe('a b cde');
  });
});

describe('what hides or overflows', () => {
  it.each([
    ['a\u034fb\u3164c\ufe00d\u{e0100}e', 'abcde'],
    ['⚠️', '⚠️'],
    [`e${'\u0301'.repeat(50)}f`, `e${'\u0301'.repeat(8)}f`],
    ['a\ufffeb\u{1ffff}c', 'a b c'],
  ])('is left out of one line: %j', (text, shown) => {
    expect(oneLine(text)).toBe(shown);
  });
});

describe('data', () => {
  it('is the same when it is read again, and has nothing in it that acts on a terminal', () => {
    for (const text of HOSTILE) {
      const data = renderData({ [`x${text}`]: text });
      expect(JSON.parse(data)).toEqual({ [`x${text}`]: text });
      expect(data).not.toMatch(/(?![\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{NChar}]/u);
    }
    expect(renderData('\u009b \u{e0041}')).toBe('"\\u009b \\udb40\\udc41"');
  });
});

describe('a quotation', () => {
  it('is plain text between double quotes', () => {
    expect(quote('a\nb bob@example.com')).toBe('"a b [address]"');
  });
});
