// The gate as a runner runs it, on the emulator: a change of Access policies that is safe, and one that is not.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { runStep, startEmulator } from './runner.js';

const workspace = fileURLToPath(new URL('..', import.meta.url));

const CHANGES = [
  {
    title: 'A safe change: Grafana stays open to engineering, closed to everybody else',
    inputs: { config: 'examples/safe.yml' },
    expected: { verdict: 'passed', exitCode: 0 },
  },
  {
    title: 'A Terraform plan that locks people out: Grafana also requires a login from the US',
    inputs: {
      config: 'examples/terraform/gate.yml',
      'terraform-plan': 'examples/terraform/plan.json',
    },
    expected: { verdict: 'failed', exitCode: 1 },
  },
];

const emulator = await startEmulator(
  join(workspace, 'dist/cli/index.js'),
  join(workspace, 'examples/directory.yml'),
);
let asExpected = true;
try {
  for (const { title, inputs, expected } of CHANGES) {
    const given = Object.entries(inputs).map(([name, value]) => `   ${name}: ${value}\n`);
    console.log(`\n━━ ${title}\n${given.join('')}`);
    const step = await runStep(join(workspace, 'dist/index.js'), {
      workspace,
      inputs: {
        ...inputs,
        'api-token': 'emulator-token',
        'account-id': '023e105f4ecef8ad9ca31a8372d0c353',
        'api-base-url': emulator.baseUrl,
      },
    });
    // Workflow commands are for the runner, which hides them.
    console.log(step.log.replace(/^::.*\n/gm, ''));
    const page = join(step.folder, 'summary.html');
    await writeFile(page, renderPage(step.summary));
    console.log(`Job summary: ${step.outputs['summary-file'] ?? 'none'}\n   rendered: ${page}`);

    const { verdict = 'none' } = step.outputs;
    const right = verdict === expected.verdict && step.exitCode === expected.exitCode;
    console.log(
      `${right ? '✓' : '✗'} verdict ${verdict}, exit code ${String(step.exitCode)}; expected ${expected.verdict}, ${String(expected.exitCode)}`,
    );
    asExpected &&= right;
  }
} finally {
  emulator.stop();
}
console.log(`\n${asExpected ? 'Both came out as they should.' : 'This is not how it should come out.'}`);
process.exitCode = asExpected ? 0 : 1;

/** @param {string} markdown */
function renderPage(markdown) {
  const body = micromark(markdown, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return `<!doctype html>
<meta charset="utf-8">
<title>Job summary</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; }
  th, td { border: 1px solid #8886; padding: 0.3rem 0.8rem; }
  code { font-size: 0.85em; background: #8882; padding: 0.1em 0.3em; border-radius: 4px; }
</style>
${body}`;
}
