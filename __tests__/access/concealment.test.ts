import { describe, expect, it } from '@jest/globals';
import { createConcealment, plainCause } from '../../src/access/concealment.ts';
import { everythingOf, TOKEN } from '../support/access.ts';
import { processorMs } from '../support/processorTime.ts';

const conceal = createConcealment([TOKEN]);

function escapedWith(render: (code: string) => string): string {
  return Array.from(TOKEN, (character) => render(character.charCodeAt(0).toString(16).padStart(2, '0'))).join(
    '',
  );
}

describe('a secret', () => {
  it.each([
    ['as it is', TOKEN],
    ['in capitals', TOKEN.toUpperCase()],
    ['with the escapes of JSON', escapedWith((hex) => `\\u00${hex}`)],
    ['with one escape of JSON', TOKEN.replace('-', '\\u002D')],
    ['percent-encoded', escapedWith((hex) => `%${hex.toUpperCase()}`)],
    ['with the escapes of HTML', escapedWith((hex) => `&#x${hex};`)],
    ['with the decimal escapes of HTML', TOKEN.replace('-', '&#045;')],
    ['in hexadecimal digits', Buffer.from(TOKEN).toString('hex')],
  ])('is concealed %s', (_, form) => {
    expect(conceal(`Bearer ${form}: no`)).toBe('Bearer [secret]: no');
  });

  it.each(['', 'B', 'Be', 'Bearer ', 'admin@example.com:'])(
    'is concealed in base64 after %j, and whatever follows',
    (before) => {
      for (const after of ['', ' ', ' a', ' ab', ' abc']) {
        for (const encoding of ['base64', 'base64url'] as const) {
          const text = Buffer.from(before + TOKEN + after).toString(encoding);
          const shown = conceal(text);
          expect(shown).toContain('[secret]');
          expect(Buffer.from(shown.replace('[secret]', ''), 'base64').length).toBeLessThan(
            before.length + after.length + 6,
          );
        }
      }
    },
  );

  it('of the alphabet that base64 and JSON escape is concealed', () => {
    const secret = 'a/b\\c+d>e?f~~~???>>>';
    const concealed = createConcealment([secret]);
    expect(concealed(JSON.stringify({ secret }))).toBe('{"secret":"[secret]"}');
    expect(concealed(JSON.stringify({ secret }).replaceAll('/', '\\/'))).toBe('{"secret":"[secret]"}');
    expect(concealed(Buffer.from(secret).toString('base64'))).toMatch(/^\[secret\].=$/);
    expect(concealed(Buffer.from(secret).toString('base64').replaceAll('/', '\\/'))).toMatch(
      /^\[secret\].=$/,
    );
    expect(concealed(encodeURIComponent(secret))).toBe('[secret]');
  });

  it.each([36, 37, 38, 39, 40, 41])('of %i characters is concealed to its last bit in base64', (length) => {
    const secret = TOKEN.slice(0, length);
    for (const before of ['', 'x', 'xy']) {
      const text = Buffer.from(before + secret).toString('base64url');
      const shown = createConcealment([secret])(text);
      const isWhole = (before.length + length) % 3 === 0;
      expect(shown.replace('[secret]', '')).toHaveLength(
        Math.ceil((before.length * 4) / 3) + (isWhole ? 0 : 1),
      );
    }
  });

  it('is concealed in base64 that is percent-encoded', () => {
    const secret = 'a/b\\c+d>e?f~~~???>>>';
    const encoded = Buffer.from(secret).toString('base64');
    expect(encoded).toMatch(/\+.*\/|\/.*\+/);
    expect(createConcealment([secret])(encodeURIComponent(encoded))).toMatch(/^\[secret\]/);
  });

  it.each([
    ['a character without width', '\u200b'],
    ['nothing that is a character', '\0'],
    ['a tab', '\t'],
    ['a space', ' '],
    ['a line break', '\r\n'],
    ['an accent', '\u0301'],
    ['a mark of direction', '\u202e'],
    ['a tag', '\u{e0041}'],
    ['several', '\u200b\u200b \u0301'],
  ])('is concealed with %s within', (_, within) => {
    const once = `${TOKEN.slice(0, 20)}${within}${TOKEN.slice(20)}`;
    for (const text of [once, Array.from(TOKEN).join(within)]) {
      expect(conceal(`no: ${text}.`)).toBe('no: [secret].');
      expect(conceal(JSON.stringify({ text }))).toBe('{"text":"[secret]"}');
      const escaped = text.replace(
        /[^!-~]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
      expect(conceal(escaped)).toBe('[secret]');
    }
  });

  it('of other letters is concealed as it is and as it is escaped', () => {
    const concealed = createConcealment(['Größe 10 \u{1f511} "x"\\y']);
    expect(concealed('Größe 10 \u{1f511} "x"\\y')).toBe('[secret]');
    expect(concealed('GRÖSSE 10 \u{1f511}')).toBe('GRÖSSE 10 \u{1f511}');
    expect(concealed('GRÖßE 10 \u{1f511} "X"\\Y')).toBe('[secret]');
    expect(concealed(encodeURIComponent('Größe 10 \u{1f511} "x"\\y'))).toBe('[secret]');
    expect(concealed(JSON.stringify('Größe 10 \u{1f511} "x"\\y'))).toBe('"[secret]"');
    expect(concealed('Gr\\u00f6\\u00dfe 10 \\uD83D\\uDD11 \\"x\\"\\\\y')).toBe('[secret]');
  });

  it('that is very long is concealed with all that follows it', () => {
    const secret = `-----BEGIN CERTIFICATE-----\n${'MIIB/+'.repeat(200_000)}`;
    expect(createConcealment([secret])(`no: ${secret}.`)).toBe('no: [secret]');
  });

  it('is not looked for apart from itself where it is short', () => {
    const concealed = createConcealment(['one'], { shortest: 3, shown: '(sensitive)' });
    expect(concealed('One is on each side, and o\u200bn\te is %6Fne')).toBe(
      '(sensitive) is on each side, and (sensitive) is (sensitive)',
    );
    // What "one" is in base64 and in hexadecimal digits.
    expect(concealed('b25l 6f6e65')).toBe('b25l 6f6e65');
  });

  it('leaves an answer the JSON that it was', () => {
    const text = JSON.stringify({ message: `\\${TOKEN}\\`, other: 'x' });
    expect(JSON.parse(conceal(text))).toEqual({ message: '\\[secret]\\', other: 'x' });
  });

  it('that is too short to be one is left where it stands', () => {
    expect(createConcealment(['blocked'])('{"status":"blocked"}')).toBe('{"status":"blocked"}');
    expect(createConcealment(['8 chars.'])('8 chars.')).toBe('[secret]');
    expect(createConcealment([''])('nothing')).toBe('nothing');
  });

  it.each([
    ['its beginning', 'cf-secret-012345678'],
    ['its beginning in escapes', '\\u0063\\u0066-\\u200b\\u0073ecret-012345678'],
    ['nothing but what may stand within', ' \\u200b\\t'],
    ['its first letter and what may stand within', 'c  \\t\\u0301 '],
  ])('is looked for in 16 MiB of %s in no time', (_, piece) => {
    const text = piece.repeat(Math.floor(2 ** 24 / piece.length));
    const tookMs = processorMs(() => {
      expect(conceal(text)).toHaveLength(text.length);
    });
    expect(tookMs).toBeLessThan(5_000);
  });

  it('of characters that begin an escape takes no more time', () => {
    const secrets = ['\\t\\t\\t\\t\\t\\t\\t\\tx', 'a  \u0301  \u0301  \u0301  b', '%41%41%41%41%41'];
    const concealed = createConcealment(secrets);
    const text = ['\\t'.repeat(100_000), `a${' \u0301'.repeat(100_000)}`, '%41'.repeat(9)].join('\n');
    const tookMs = processorMs(() => {
      expect(concealed(text)).toContain('[secret]');
    });
    expect(tookMs).toBeLessThan(5_000);
  });
});

describe('a cause', () => {
  it('keeps its words and its code, and nothing that a library attached', () => {
    const thrown = Object.assign(new TypeError(`bad ${TOKEN}`), {
      code: 'HPE_INVALID',
      data: `Bearer ${TOKEN}`,
      cause: new Error(TOKEN),
    });
    const cause = plainCause(thrown, conceal);
    expect(cause).toMatchObject({ name: 'TypeError', message: 'bad [secret]', code: 'HPE_INVALID' });
    expect(everythingOf(cause)).not.toContain(TOKEN);
  });

  it.each([undefined, null, 'words', {}, { message: 7 }])('is none where %j was thrown', (thrown) => {
    expect(plainCause(thrown, conceal)).toBeUndefined();
  });
});
