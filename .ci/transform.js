/**
 * Takes the types out of a file for Jest, as `isolatedModules` lets one do file by file; tsc checks them. A worker of
 * Jest loads esbuild in a moment, and TypeScript in a second.
 */
import { transform } from 'esbuild';

export default {
  processAsync: (text, sourcefile) =>
    transform(text, { sourcefile, loader: 'ts', target: 'es2022', sourcemap: 'external' }),
};
