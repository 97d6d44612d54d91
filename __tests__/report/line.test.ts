import { describe, expect, it } from '@jest/globals';
import { type Line, PLAIN_SCREEN, renderLines, type Screen } from '../../src/report/line.ts';
import { widthOf } from '../../src/screenWidth.ts';

const FAILED: Line = {
  sign: '❌',
  tone: 'bad',
  lead: 'Access policy gate failed'.length,
  text: 'Access policy gate failed: Grafana: 29 of 500 users (5.8 %) blocked; at most 5 % expected',
};
const FINDING: Line = {
  indent: '   ',
  sign: '✗',
  tone: 'bad',
  text: 'break-glass account is blocked; approved expected. (.github/access-policy-gate.yml:21)',
};
const PLAIN = '     Who is blocked: 29: 26 of example.com, 2 of partner.example, 1 of contractor.example';

/** Shows a tone as its name. */
function aScreen(columns = Infinity): Screen {
  return { paint: (text, tone) => `<${tone}>${text}</${tone}>`, columns };
}

describe('lines of a report', () => {
  it('are whole and without colours by default', () => {
    expect(renderLines([FAILED, PLAIN, FINDING], PLAIN_SCREEN)).toBe(
      [`❌ ${FAILED.text}`, PLAIN, `   ✗ ${FINDING.text}`].join('\n'),
    );
  });

  it('have their signs in colour, and of the verdict the words', () => {
    expect(renderLines([FAILED, PLAIN, FINDING], aScreen())).toBe(
      [
        `<bad>❌ Access policy gate failed</bad>${FAILED.text.slice(25)}`,
        PLAIN,
        `   <bad>✗</bad> ${FINDING.text}`,
      ].join('\n'),
    );
  });

  it('go on below where they are too long, aligned with what they go on', () => {
    expect(renderLines([FAILED, PLAIN, FINDING], { ...PLAIN_SCREEN, columns: 60 })).toBe(
      `❌ Access policy gate failed: Grafana: 29 of 500 users
   (5.8 %) blocked; at most 5 % expected
     Who is blocked: 29: 26 of example.com, 2 of
       partner.example, 1 of contractor.example
   ✗ break-glass account is blocked; approved expected.
     (.github/access-policy-gate.yml:21)`,
    );
  });

  it.each([40, 60, 80, 120])('fit into %d columns', (columns) => {
    const lines = renderLines([FAILED, PLAIN, FINDING], { ...PLAIN_SCREEN, columns }).split('\n');
    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
  });

  it('keep a word whole that has more characters than a line has columns', () => {
    const id = 'f'.repeat(64);
    expect(renderLines([`   policy test ${id}; baseline`], { ...PLAIN_SCREEN, columns: 40 })).toBe(
      `   policy test\n     ${id};\n     baseline`,
    );
  });

  it('are in colour to the end of the words only, however few columns there are', () => {
    expect(renderLines([FAILED], aScreen(20)).split('\n')[0]).toBe('<bad>❌ Access policy</bad>');
  });

  it.each(['\u001b[31mred', 'a\u001b]0;title\u0007', 'line\nfeed', 'a\u009b2J'])(
    'have no control sequence of others, as in %j',
    (text) => {
      const [first, ...others] = [FAILED, FINDING].map((line) => ({ ...line, text, lead: 0 }));
      const shown = renderLines([first ?? text, ...others, text], aScreen(40));
      expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
      expect(shown.split('\n')).toHaveLength(3);
    },
  );

  it('have no command of a runner, not even where a word comes to begin a line', () => {
    const shown = renderLines([`   ${'x'.repeat(30)} ::error::y`, '::error::z', 'a ##[error]b'], {
      ...PLAIN_SCREEN,
      columns: 40,
    });
    expect(shown).not.toMatch(/^\s*::/m);
    expect(shown).not.toContain('##[');
  });
});
