import { describe, expect, it } from '@jest/globals';
import { createChildren, type Program } from '../../bench/child.ts';
import { rejectionOf } from '../support/access.ts';

const node = (code: string): Program => ({ command: process.execPath, args: ['-e', code] });

describe('a program', () => {
  it('is timed, and what it printed is kept apart', async () => {
    const code = "setTimeout(() => { console.log('out'); console.error('err'); }, 200)";
    const { stdout, stderr, ms } = await createChildren().run(node(code));
    expect([stdout, stderr]).toEqual(['out\n', 'err\n']);
    expect(ms).toBeGreaterThanOrEqual(200);
  });

  it('that fails says how it ended, and what it said', async () => {
    const error = await rejectionOf(createChildren().run(node("console.error('no'); process.exit(3)")));
    expect(error).toMatchObject({ message: expect.stringMatching(/ended with 3:\nno$/) });
  });

  it('that there is not says so', async () => {
    const error = await rejectionOf(createChildren().run({ command: '/no/program', args: [] }));
    expect(error).toMatchObject({ code: 'ENOENT' });
  });

  it('gets nothing of the environment but the path', async () => {
    const { stdout } = await createChildren().run({
      ...node("console.log(Object.keys(process.env).sort().join(' '))"),
      environment: { ASKED: 'yes' },
    });
    expect(stdout).toBe('ASKED PATH\n');
  });

  it('that serves is ended when its measurement is over', async () => {
    const { line, stop } = await createChildren().serve(
      node("console.log('here'); setInterval(() => undefined, 1000)"),
    );
    expect(line).toBe('here');
    await stop();
  });

  it('that does not come to serve says so', async () => {
    const error = await rejectionOf(createChildren().serve(node('process.exit(1)')));
    expect(error).toMatchObject({ message: expect.stringContaining('ended with 1') });
  });

  it('is ended with all others when something goes wrong', async () => {
    const children = createChildren();
    const running = rejectionOf(children.run(node('setInterval(() => undefined, 1000)')));
    children.stopAll();
    expect(await running).toMatchObject({ message: expect.stringContaining('was ended') });
  });
});
