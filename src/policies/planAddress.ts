/** A name of an address, and its index as it is written: `["a"]`. */
export interface Step {
  readonly name: string;
  readonly key: string;
}

/** What an address says: `module.m["x"].type.name["k"]`. */
export function placeOf(
  address: string,
): { modules: readonly Step[]; type: string; name: string } | undefined {
  const steps = parseSteps(address) ?? [];
  const modules: Step[] = [];
  let at = 0;
  for (let module = steps[1]; steps[at]?.name === 'module' && module; module = steps[at + 1]) {
    modules.push(module);
    at += 2;
  }
  const [type, name, ...more] = steps.slice(at);
  return type && name && more.length === 0 ? { modules, type: type.name, name: name.name } : undefined;
}

const STEP = /\.?([^.[\]"\s]+)(\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])*/y;

/** The steps of an address or a reference; undefined when it is none. */
export function parseSteps(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let at = 0;
  while (at < text.length) {
    STEP.lastIndex = at;
    const step = STEP.exec(text);
    if (step?.[1] === undefined) return undefined;
    steps.push({ name: step[1], key: step[2] ?? '' });
    at = STEP.lastIndex;
  }
  return steps;
}
