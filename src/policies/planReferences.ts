import { isMapping } from './entry.ts';
import { parseSteps, placeOf, type Step } from './planAddress.ts';
import { memberOf } from './planValue.ts';
import { KINDS, type PlanResource } from './planResource.ts';

/*
 * What the expressions of a configuration refer to, as far as a plan tells it: a flat list for each attribute.
 * https://developer.hashicorp.com/terraform/internals/json-format#expression-representation
 */

/** What an expression refers to. */
export interface Followed {
  /** The resources of Access whose id, or which as a whole, is meant; all instances where it is not told which. */
  readonly resources: readonly PlanResource[];
  /** References that lead to what a plan does not tell. */
  readonly lost: readonly string[];
}

/** Follows the references of an attribute; of blocks, those of one of their attributes. */
export type Follow = (resource: PlanResource, attribute: string, inBlocks: string) => Followed;

/** An instance of a module; the root's address is empty. */
interface Module {
  readonly address: string;
  readonly config: unknown;
  readonly call: unknown;
  readonly parent: Module | undefined;
}

export function createFollow(configuration: unknown, resources: readonly PlanResource[]): Follow {
  const root = {
    address: '',
    config: memberOf(configuration, 'root_module'),
    call: undefined,
    parent: undefined,
  };
  const index = indexResources(resources);
  const expressions = createFindExpressions();

  return (resource, attribute, inBlocks) => {
    const place = placeOf(resource.address);
    const module = place && place.modules.reduce<Module>(childOf, root);
    if (!module) return { resources: [], lost: [] };
    const expression = memberOf(expressions(module.config, `${place.type}.${place.name}`), attribute);
    const start = Array.isArray(expression)
      ? expression.map((block: unknown) => memberOf(block, inBlocks))
      : [expression];
    return followAll(start, module, index);
  };
}

interface Index {
  readonly byAddress: ReadonlyMap<string, PlanResource>;
  /** By the address without the last index. */
  readonly instances: ReadonlyMap<string, readonly PlanResource[]>;
  /** The instances of modules, by their address without the last index. */
  readonly modules: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Follows variables up and outputs down, each reference in each module once. */
function followAll(start: readonly unknown[], module: Module, index: Index): Followed {
  const resources = new Set<PlanResource>();
  const lost = new Set<string>();
  const seen = new Set<string>();
  const waiting: { expression: unknown; module: Module }[] = start.map((expression) => ({
    expression,
    module,
  }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const reference of headsOf(next.expression)) {
      const key = `${next.module.address} ${reference}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const step = followOne(reference, next.module, index);
      if (step === undefined) lost.add(reference);
      for (const found of step?.resources ?? []) resources.add(found);
      for (const further of step?.next ?? []) waiting.push(further);
    }
  }
  return { resources: [...resources], lost: [...lost] };
}

/** Where one reference leads; undefined when the plan does not tell it. */
function followOne(
  reference: string,
  module: Module,
  index: Index,
): { resources?: readonly PlanResource[]; next?: { expression: unknown; module: Module }[] } | undefined {
  const [first, second, third] = parseSteps(reference) ?? [];
  if (first === undefined || second === undefined) return undefined;
  switch (first.name) {
    case 'count':
    case 'path':
    case 'terraform':
      return {};
    case 'each':
      return second.name === 'key' ? {} : undefined;
    case 'var':
      // The variables of the root are known when a plan is made.
      if (module.parent === undefined) return {};
      return {
        next: [
          { expression: memberOf(memberOf(module.call, 'expressions'), second.name), module: module.parent },
        ],
      };
    case 'module':
      return third && followOutput(module, second, third, index);
  }
  if (!KINDS.has(first.name)) return first.name.startsWith('cloudflare_') ? {} : undefined;
  // Another attribute than the id is no reference to the policy or group.
  if (third !== undefined && third.name !== 'id') return {};
  const address = `${prefixOf(module.address)}${first.name}.${second.name}`;
  const exact = index.byAddress.get(`${address}${second.key}`);
  if (second.key !== '') return { resources: exact ? [exact] : [] };
  return { resources: index.instances.get(address) ?? [] };
}

/** Where the output of a module leads; undefined when the configuration does not have it. */
function followOutput(
  module: Module,
  call: Step,
  output: Step,
  index: Index,
): { next: { expression: unknown; module: Module }[] } | undefined {
  const next = instancesOf(module, call, index).map((child) => ({
    expression: memberOf(memberOf(memberOf(child.config, 'outputs'), output.name), 'expression'),
    module: child,
  }));
  return next.every(({ expression }) => expression !== undefined) ? { next } : undefined;
}

function instancesOf(module: Module, { name, key }: Step, index: Index): Module[] {
  const all = [...(index.modules.get(`${prefixOf(module.address)}module.${name}`) ?? [])];
  const keys = key !== '' || all.length === 0 ? [key] : all;
  return keys.map((each) => childOf(module, { name, key: each }));
}

function childOf(parent: Module, { name, key }: Step): Module {
  const call = memberOf(memberOf(parent.config, 'module_calls'), name);
  return {
    address: `${prefixOf(parent.address)}module.${name}${key}`,
    config: memberOf(call, 'module'),
    call,
    parent,
  };
}

function prefixOf(module: string): string {
  return module === '' ? '' : `${module}.`;
}

/** `a.b["k"].id` is followed by `a.b["k"]` and `a.b`, which say nothing more. */
function headsOf(expression: unknown): readonly string[] {
  const references = memberOf(expression, 'references');
  const texts = Array.isArray(references) ? references.filter((text) => typeof text === 'string') : [];
  return texts.filter((text, index) => {
    const before = texts[index - 1];
    return (
      before === undefined || !before.startsWith(text) || !['.', '['].includes(before.charAt(text.length))
    );
  });
}

/** The expressions of a resource of a module, by its address there. */
function createFindExpressions(): (config: unknown, address: string) => unknown {
  const known = new Map<unknown, ReadonlyMap<unknown, unknown>>();
  return (config, address) => {
    const index = known.get(config) ?? indexExpressions(config);
    known.set(config, index);
    return index.get(address);
  };
}

function indexExpressions(config: unknown): ReadonlyMap<unknown, unknown> {
  const resources = memberOf(config, 'resources');
  return new Map(
    (Array.isArray(resources) ? resources : [])
      .filter((resource) => isMapping(resource) && resource['mode'] === 'managed')
      .map((resource) => [memberOf(resource, 'address'), memberOf(resource, 'expressions')]),
  );
}

function indexResources(resources: readonly PlanResource[]): Index {
  const instances = new Map<string, PlanResource[]>();
  const modules = new Map<string, Set<string>>();
  for (const resource of resources) {
    const place = placeOf(resource.address);
    if (!place) continue;
    let module = '';
    for (const { name, key } of place.modules) {
      const call = `${prefixOf(module)}module.${name}`;
      modules.set(call, (modules.get(call) ?? new Set()).add(key));
      module = `${call}${key}`;
    }
    const address = `${prefixOf(module)}${place.type}.${place.name}`;
    const others = instances.get(address);
    if (others === undefined) instances.set(address, [resource]);
    else others.push(resource);
  }
  return {
    byAddress: new Map(resources.map((resource) => [resource.address, resource])),
    instances,
    modules,
  };
}
