import { startRelay } from './exchange.js';
import { startPrism } from './proxy.js';

/** gate → front → prism → back → emulator: what comes out of prism is seen in front, and what goes in is made behind. */
export async function startChain(folder, contract, emulators) {
  const control = { alter: (answer) => answer };
  const back = await startRelay(({ answer }) => control.alter(answer));
  const prism = await startPrism(folder, contract, `${back.baseUrl}/client/v4`);
  const front = await startRelay();
  front.target = prism.baseUrl;
  return {
    front,
    control,
    /** Which emulator is behind. */
    use(name) {
      back.target = new URL(emulators[name].baseUrl).origin;
    },
    log: prism.log,
    async stop() {
      front.stop();
      back.stop();
      await prism.stop();
    },
  };
}
