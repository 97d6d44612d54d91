import { describe, expect, it } from '@jest/globals';
import { withoutCommands } from '../../src/report/command.ts';

describe('a text for the log', () => {
  it.each([
    ['::error::x', ': :error::x'],
    ['  ::error::x', '  : :error::x'],
    ['\t::add-mask::x', '\t: :add-mask::x'],
    ['a\n::error::x\nb', 'a\n: :error::x\nb'],
    ['a\r::error::x', 'a\n: :error::x'],
    ['a\r\n::error::x', 'a\n: :error::x'],
    ['\u0085::error::x', '\u0085: :error::x'],
    ['\u00a0::error::x', '\u00a0: :error::x'],
    ['\ufeff\u200b::error::x', '\ufeff\u200b: :error::x'],
    [':\u200b:error::x', ': \u200b:error::x'],
    ['::::x', ': :::x'],
    ['##[error]x', '# #[error]x'],
    ['text ##[group]x ##[endgroup]', 'text # #[group]x # #[endgroup]'],
    ['###[error]x', '## #[error]x'],
    ['#\u200b#\u200b[error]x', '#\u200b #\u200b[error]x'],
  ])('has no command in it: %j', (text, shown) => {
    expect(withoutCommands(text)).toBe(shown);
  });

  it.each([[''], ['a::b'], ['a ::error::b'], [': x'], ['# heading ## [x]'], ['[::1]:8787'], ['x\n\ny']])(
    'stays as it is when there is none: %j',
    (text) => {
      expect(withoutCommands(text)).toBe(text);
    },
  );
});
