import { describe, expect, it } from '@jest/globals';
import { withoutCommands } from '../../src/report/command.ts';

describe('a text for the log', () => {
  it.each([
    ['::error::x', ': :error::x'],
    ['  ::error::x', '  : :error::x'],
    ['\t::add-mask::x', ' : :add-mask::x'],
    ['a\n::error::x\nb', 'a\n: :error::x\nb'],
    ['a\r::error::x', 'a\n: :error::x'],
    ['a\r\n::error::x', 'a\n: :error::x'],
    ['\u0085::error::x', ' : :error::x'],
    ['\u00a0::error::x', '\u00a0: :error::x'],
    ['\u3000::error::x', '\u3000: :error::x'],
    ['\ufeff\u200b::error::x', ': :error::x'],
    [':\u200b:error::x', ': :error::x'],
    [':\u034f:error::x', ': :error::x'],
    ['::::x', ': :::x'],
    ['##[error]x', '# #[error]x'],
    ['text ##[group]x ##[endgroup]', 'text # #[group]x # #[endgroup]'],
    ['###[error]x', '# # #[error]x'],
    ['#\u200b#\u200b[error]x', '# #[error]x'],
  ])('has no command in it: %j', (text, shown) => {
    expect(withoutCommands(text)).toBe(shown);
  });

  it.each([
    ['\u001b[2Jgone', ' [2Jgone'],
    ['\u009b2Jgone', ' 2Jgone'],
    ['\u001b]52;c;aGk=\u0007', ' ]52;c;aGk= '],
    ['over\bwritten', 'over written'],
    ['  at f (file.js:1)\n\tat g', '  at f (file.js:1)\n at g'],
  ])('moves no cursor: %j', (text, shown) => {
    expect(withoutCommands(text)).toBe(shown);
  });

  it.each([[''], ['a::b'], ['a ::error::b'], [': x'], ['# heading ## [x]'], ['[::1]:8787'], ['x\n\ny']])(
    'stays as it is when there is none: %j',
    (text) => {
      expect(withoutCommands(text)).toBe(text);
    },
  );
});
