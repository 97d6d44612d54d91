import { runAction } from './action.ts';
import { interruption } from './interruption.ts';
import { outliveReaders } from './standardStreams.ts';
import { boundYoungGeneration } from './youngGeneration.ts';

boundYoungGeneration();
outliveReaders(1);
await runAction(interruption());
