import { describe, expect, it } from '@jest/globals';
import { renderErrorComment } from '../../src/report/errorComment.ts';
import { HOSTILE } from '../support/hostile.ts';

const FRAME = {
  marker: '<!-- access-policy-gate: gate.yml -->',
  runUrl: 'https://github.com/a/b/actions/runs/1',
};

describe('the comment of a run without a report', () => {
  it('begins with the marker, says that nothing was proven and why, and where to read on', () => {
    const text = renderErrorComment(
      ['gate.yml:1:1: "tests" is missing.', 'gate.yml:2:1: Unknown key "x".'],
      FRAME,
    );
    expect(text.split('\n\n')).toEqual([
      FRAME.marker,
      '## ❌ Access policy gate ended without a report: nothing was proven',
      expect.stringMatching(/^- gate.*missing\.\n- gate.*Unknown key/),
      `[Log of this run](${FRAME.runUrl})`,
    ]);
  });

  it('leaves out the link outside of a run', () => {
    expect(renderErrorComment(['x'], { ...FRAME, runUrl: undefined })).not.toContain('](');
  });

  it('counts what is too much, and fits whatever the messages are', () => {
    const messages = Array.from({ length: 300 }, (_, index) => `${String(index)} ${'@'.repeat(4_000)}`);
    const text = renderErrorComment(messages, FRAME);
    expect(text).toContain('…and 290 more.');
    expect(text.length).toBeLessThanOrEqual(60_000);
  });

  it('counts nothing where every message is there', () => {
    const messages = Array.from({ length: 10 }, (_, index) => `mistake ${String(index + 1)}`);
    const text = renderErrorComment(messages, FRAME);
    expect(text).toContain('- mistake 10\n\n[Log of this run]');
    expect(text).not.toContain('…');
    expect(renderErrorComment([...messages, 'one more'], FRAME)).toContain('\n\n…and 1 more.\n\n');
  });

  it.each(HOSTILE.map((text) => [text]))('has one line for each message, as of %j', (text) => {
    const [, , list = '', ...others] = renderErrorComment([text, text], FRAME).split('\n\n');
    expect(list.split('\n')).toHaveLength(2);
    expect(others).toHaveLength(1);
  });
});
