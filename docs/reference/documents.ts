import { createSchemas } from '../../schema/documents.ts';
import { type ReadHelp, renderCommandLine } from './commandLine.ts';
import { renderConfig } from './config.ts';
import { renderExitCodes } from './exitCodes.ts';
import { renderInputs } from './inputs.ts';
import { renderOutputs } from './outputs.ts';
import { type Schema } from './schemaType.ts';

/**
 * The pages of this folder by their file name, made from what they are about. Prettier has to format them.
 *
 * @param readHelp runs the built command line
 */
export function createReference(readHelp: ReadHelp): Readonly<Record<string, string>> {
  return {
    'command-line.md': renderCommandLine(readHelp),
    'config.md': renderConfig(createSchemas()['config.schema.json'] as Schema),
    'exit-codes.md': renderExitCodes(),
    'inputs.md': renderInputs(),
    'outputs.md': renderOutputs(),
  };
}
