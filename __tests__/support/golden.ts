import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

/**
 * Compares `text` with the golden file `name`, a path below `__tests__/`. With UPDATE_GOLDEN=1 in the environment the
 * file is written instead; then read its diff as carefully as that of code.
 */
export function expectGolden(name: string, text: string): void {
  const path = fileURLToPath(new URL(`../${name}`, import.meta.url));
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}
