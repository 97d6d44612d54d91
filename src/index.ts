import { runAction } from './action.ts';
import { interruption } from './interruption.ts';

await runAction(interruption());
