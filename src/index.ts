import { runAction } from './action.ts';
import { interruption } from './interruption.ts';
import { outliveReaders } from './standardStreams.ts';

outliveReaders(1);
await runAction(interruption());
