import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { oneLine, plain, quote, renderData } from '../src/untrusted.ts';
import { HOSTILE } from './support/hostile.ts';
import { processorMs } from './support/processorTime.ts';

/** Texts with an address in them, and what is shown of them. */
const TELLING: readonly (readonly [string, string])[] = [
  ['alice@example.com', '[address]'],
  ['User Alice.Archer+test@sub.example.co.uk is unknown', 'User [address] is unknown'],
  ['<alice@example.com>', '<[address]>'],
  ['"alice@example.com", (bob@example.com);', '"[address]", ([address]);'],
  ['alice@example.com,bob@example.com', '[address],[address]'],
  ['alice@example.com;bob@example.com|carl@example.com', '[address];[address]|[address]'],
  ['alice@bob@example.com', '[address]'],
  ['mailto:alice@example.com', '[address]'],
  ['https://x.example/?user=alice@example.com&y', '[address]'],
  ['https://x.example/?user=alice%40example.com', '[address]'],
  ["Conan o'brien@example.com", 'Conan [address]'],
  ["it is 'alice@example.com'", "it is '[address]'"],
  ["d'a'b@example.com", '[address]'],
  ['ALICE@EXAMPLE.COM', '[address]'],
  ['josé@bücher.example', '[address]'],
  ['李@例子.example', '[address]'],
  ['alice@localhost', '[address]'],
  ['a@b', '[address]'],
  ['#@b', '[address]'],
  ['alice\u200b@example.com', '[address]'],
  ['ali\u00adce@example\u200b.com', '[address]'],
  ['{"email":"alice@example.com"}', '{"email":"[address]"}'],
  ['email=alice@example.com', '[address]'],
  ['alice@example.com\nbob@example.com', '[address] [address]'],
  ['*alice@example.com', '*[address]'],
  ['alice*@example.com', '[address]'],
  ['{alice,bob}@example.com', '[address]'],
  ['alice@{a,b}.example.com', '[address]'],
  ['said "alice.smith"@example.com there', 'said [address] there'],
  ['said "alice smith"@example.com there', 'said [address] there'],
  ['"a", "alice \\"the\\" smith"@example.com', '"a", [address]'],
  ['{"a":"\\"alice smith\\"@example.com"}', '{"a":"\\[address]"}'],
  ['bob."alice smith"@example.com', '[address]'],
  ['alice"smith"@example.com', '[address]'],
  ['alice(x)@example.com', '[address]'],
  ['alice (of x)@example.com', 'alice [address]'],
  ['alice[1]@example.com', '[address]'],
  ['alice{smith}@example.com', '[address]'],
  ['alice<smith>@example.com', '[address]'],
  ['(alice@example.com', '([address]'],
  ['alice.smith@[10.0.0.1] left', '[address] left'],
  ['alice@[10.0.0.1', '[address][10.0.0.1'],
  ['alice.smith @ example.com', '[address]'],
  ['alice@"example.com" left', '[address] left'],
  ['alice@ example.com', '[address] example.com'],
  ['alice@', '[address]'],
  ['alice＠example.com', '[address]'],
  ['alice﹫example.com', '[address]'],
  ['alice&#64;example.com', '[address]'],
  ['alice&#064example.com', '[address]'],
  ['alice&#x40;example.com', '[address]'],
  ['alice&commat;example.com', '[address]'],
  ['alice&amp;commat;example.com', '[address]'],
  ['alice&#38;#64;example.com', '[address]'],
  ['alice%2540example.com', '[address]'],
  ['alice%252540example.com', '[address]'],
  ['alice\\u0040example.com', '[address]'],
  ['alice\\x40example.com', '[address]'],
  ['alice\\u{40}example.com', '[address]'],
  ['alice=40example.com', '[address]'],
  ['alice|smith@example.com', '[address]'],
  ['alice:smith@example.com', '[address]'],
  ['alice,smith@example.com', '[address]'],
  ['alice?smith@example.com', '[address]'],
  ['alice`smith@example.com', '[address]'],
  ['this["alice@example.com"].x["bob jones@example.com"]', 'this["[address]"].x["bob [address]"]'],
  // A version is no address, and cannot be told from one.
  ['uses actions/checkout@v6', 'uses [address]'],
  ['lunch @ noon', '[address]'],
];

/** Texts that tell nobody. */
const SILENT: readonly string[] = [
  '*@example.com',
  '*-*@*.example.com',
  '?*@{a,b}.example.com',
  '"*@example.com", "*@example.org"',
  '@example.com',
  'the group "Allow all" of "@example.com"',
  'everybody @example.com',
  'cc @octocat, @github/security',
  '(@octocat)',
  '["a","@octocat"]',
  'module.a["x"].b["@example.com"]',
  'module.access["eu-west"].cloudflare_zero_trust_access_policy.this[0]',
  'policies/allow engineering (new).json:3:5',
  'https://example.com/a?page=1&per_page=40',
  'alice at example.com',
  '50 % @ noon',
  "it's Alice's",
  '40 % of 100 %',
  '2 %',
  'timeout=40 s, max=40',
  '100%4',
  '&#640; &#x400;',
  '[address]@',
];

describe('plain text', () => {
  it.each(TELLING)('tells no address: %j', (text, shown) => {
    expect(plain(text)).toBe(shown);
    expect(plain(shown)).toBe(shown);
  });

  it.each(SILENT.map((text) => [text]))('keeps what is no address: %j', (text) => {
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
    const pieces = fc.constantFrom(
      ...Array.from('@*"([{<)]},;: a=.\\'),
      '%40',
      '&commat;',
      '=40',
      '[address]',
      'bob',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const shown = plain(parts.join(''));
        expect(plain(shown)).toBe(shown);
      }),
      { seed: 5, numRuns: 2_000 },
    );
  });

  it.each([
    ['a'.repeat(1_000_000)],
    ["a'".repeat(500_000)],
    ['a@'.repeat(500_000)],
    ['a%40'.repeat(250_000)],
    ['a@('.repeat(300_000)],
    ['a"@'.repeat(300_000)],
    [`${'a '.repeat(500_000)}@`],
    ['x @ '.repeat(250_000)],
    [' @'.repeat(500_000)],
    [`a${')@'.repeat(500_000)}`],
    ['*@'.repeat(500_000)],
    [`${'\\\\"'.repeat(300_000)}"@b`],
    [`&${'amp;'.repeat(250_000)}`],
    ['%25'.repeat(300_000)],
    [`a${' '.repeat(1_000_000)}@ b`],
  ])('takes no long time of a long text (case %#)', (text) => {
    expect(processorMs(() => plain(text))).toBeLessThan(5_000);
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
