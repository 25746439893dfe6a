import { type ResourceReference, readOr } from '@stash-functions/core/decode';

/**
 * The occasion for which templates are resolved: a backup, a restore, the container of a hook, or a BackupBlueprint.
 */
export type VariableOccasion = 'backup' | 'restore' | 'hook' | 'blueprint';

/** A variable that is present: its value and its source. */
export interface Variable {
  /** The name, without `${` and `}`. */
  readonly name: string;
  /** The value. It is data and never parsed again. May be empty. */
  readonly value: string;
  /** The layer of the precedence that holds it. */
  readonly layer: LayerName;
  /** The field that the value comes from. Absent for a constant of the model. */
  readonly origin?: Origin;
  /** True for a value that no message, explanation or printout may show. */
  readonly secret?: boolean;
}

/** The field of a resource that a value was read from. */
export interface Origin {
  /** The resource. */
  readonly resource: ResourceReference;
  /** The field: `['spec', 'backend', 's3', 'bucket']`. */
  readonly path: ReadonlyArray<string | number>;
}

/** The layers of the precedence. The order of a {@link Scope} decides which one wins, not the order here. */
export type LayerName = (typeof layerNames)[number];

/** Every {@link LayerName}. */
export const layerNames = [
  'hook type',
  'step params',
  'built-in',
  'add-on params',
  'task params',
  'add-on image',
  'given',
] as const;

/** Variables with the same place in the precedence. */
export interface Layer {
  /** The name of the layer. */
  readonly name: LayerName;
  /** The variables by name. */
  readonly variables: ReadonlyMap<string, Variable>;
}

/**
 * All variables that a template can see, in layers. The lowest layer comes first; a higher one hides a lower one.
 *
 * @typeParam In - the occasion of the variables, if it is known
 */
export interface Scope<In extends VariableOccasion = VariableOccasion> {
  /** The layers, the lowest first. */
  readonly layers: ReadonlyArray<Layer>;
  /** Gives the variable of a name from the highest layer that has it. */
  readonly get: (name: string) => Variable | undefined;
  /** Names whose values must not be shown, in any layer. */
  readonly secrets: ReadonlySet<string>;
  /** The occasion of the variables, if it is known. It makes hints better. */
  readonly occasion?: In;
}

/** The options of {@link createScope}. */
export interface ScopeOptions<In extends VariableOccasion = VariableOccasion> {
  /** Names whose values must not be shown: each variable of such a name is marked. */
  readonly secrets?: Iterable<string> | undefined;
  /** The occasion of the variables. */
  readonly occasion?: In | undefined;
}

/** Makes a scope of layers, the lowest first. */
export function createScope<In extends VariableOccasion = VariableOccasion>(
  layers: ReadonlyArray<Layer>,
  options: ScopeOptions<In> = {},
): Scope<In> {
  return readOr<Scope<In>>(emptyScope, () => scopeOfLayers(layers, options));
}

const emptyScope = { layers: [], get: () => undefined, secrets: new Set<string>() };

function scopeOfLayers<In extends VariableOccasion>(
  layers: ReadonlyArray<Layer>,
  options: ScopeOptions<In>,
): Scope<In> {
  const secrets = namesIn(options.secrets);
  const all = marked(layers, secrets);
  const merged = mergeLayers(all);
  return scopeFrom(all, (name) => merged.get(name), secrets, options.occasion);
}

/** The fields are written out, because a spread takes longer than most questions to a scope. */
export function scopeFrom<In extends VariableOccasion>(
  layers: Scope['layers'],
  get: Scope['get'],
  secrets: Scope['secrets'],
  occasion: In | undefined,
): Scope<In> {
  return occasion === undefined ? { layers, get, secrets } : { layers, get, secrets, occasion };
}

/**
 * Makes a scope with further layers below and above those of another. The given scope is not changed. It is looked into
 * and not copied, so that one scope serves many Functions.
 */
export function extendScope(scope: Scope, further: FurtherLayers): Scope {
  return readOr(scope, () => withLayers(scope, further));
}

function withLayers(scope: Scope, further: FurtherLayers): Scope {
  const { get, secrets, occasion } = scope;
  const below = marked(further.below ?? noLayers, secrets);
  const above = marked(further.above ?? noLayers, secrets);
  const lower = mergeLayers(below);
  const upper = mergeLayers(above);
  const layers = below.concat(scope.layers, above);
  return scopeFrom(layers, (name) => upper.get(name) ?? get(name) ?? lower.get(name), secrets, occasion);
}

/** The layers that {@link extendScope} adds. In each list, the lowest layer comes first. */
export interface FurtherLayers {
  /** Layers that everything in the scope hides. */
  readonly below?: ReadonlyArray<Layer> | undefined;
  /** Layers that hide everything in the scope. */
  readonly above?: ReadonlyArray<Layer> | undefined;
}

/** The input of which {@link createLayer} makes a {@link Variable}. */
export interface GivenVariable {
  /** The name, without `${` and `}`. */
  readonly name: string;
  /** The value. It is data and never parsed again. May be empty. */
  readonly value: string;
  /** The field that the value comes from. */
  readonly origin?: Origin | undefined;
  /** True for a value that must not be shown. */
  readonly secret?: boolean | undefined;
}

/**
 * Makes a layer of variables. The later one of two with the same name stays. A layer with a name outside
 * {@link LayerName} holds nothing, so that uses of its variables report them as absent.
 */
export function createLayer(name: LayerName, variables: ReadonlyArray<GivenVariable>): Layer {
  if (!layerNames.includes(name)) return { name, variables: noVariables };
  return readOr({ name, variables: noVariables }, () => layerOf(name, variables));
}

/** Makes a layer as {@link createLayer} does, of variables that match their type. */
function layerOf(name: LayerName, variables: Iterable<GivenVariable>): Layer {
  const byName = new Map<string, Variable>();
  for (const variable of variables) byName.set(variable.name, inLayer(name, variable));
  return byName.size === 0 ? { name, variables: noVariables } : { name, variables: byName };
}

/**
 * Makes a scope of plain values. It serves a Function that is resolved without other resources: in a test, or in a tool
 * with values of its own.
 *
 * @param secrets - names whose values must not be shown
 */
export function scopeOf(values: Readonly<Record<string, string>>, secrets: ReadonlyArray<string> = []): Scope {
  return readOr(createScope([]), () => {
    const variables = Object.entries(values ?? {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [{ name, value }] : [],
    );
    return createScope([createLayer('given', variables)], { secrets });
  });
}

/** True for a variable whose value, or a default in its place, nobody may see. */
export function isSecret(scope: Scope, name: string): boolean {
  return readOr(false, () => scope.secrets.has(name) || scope.get(name)?.secret === true);
}

/** The names of variables whose values nobody may see. */
export function namesIn(secrets: Iterable<string> | undefined): ReadonlySet<string> {
  return secrets === undefined ? noNames : new Set(secrets);
}

const noNames: ReadonlySet<string> = new Set();

const noLayers: ReadonlyArray<Layer> = [];

function marked(layers: ReadonlyArray<Layer>, secrets: ReadonlySet<string>): ReadonlyArray<Layer> {
  return secrets.size === 0 ? layers : layers.map((layer) => markSecrets(layer, secrets));
}

function markSecrets(layer: Layer, secrets: ReadonlySet<string>): Layer {
  if (![...layer.variables.keys()].some((name) => secrets.has(name))) return layer;
  const mark = (variable: Variable): Variable =>
    secrets.has(variable.name) ? { ...variable, secret: true } : variable;
  return { name: layer.name, variables: new Map([...layer.variables].map(([name, value]) => [name, mark(value)])) };
}

/** Without a spread of the given variable, which would slow down every step of every resolution. */
function inLayer(layer: LayerName, { name, value, origin, secret }: GivenVariable): Variable {
  const variable = origin === undefined ? { name, value, layer } : { name, value, layer, origin };
  return secret === true ? { ...variable, secret } : variable;
}

/** The variables of some layers. A later layer replaces the variables of earlier ones. */
export function mergeLayers(layers: ReadonlyArray<Layer>): ReadonlyMap<string, Variable> {
  let lowest: ReadonlyMap<string, Variable> = noVariables;
  let merged: Map<string, Variable> | undefined;
  for (const { variables } of layers) {
    if (variables.size === 0) continue;
    if (lowest.size === 0) {
      lowest = variables;
      continue;
    }
    merged ??= new Map(lowest);
    for (const [name, variable] of variables) merged.set(name, variable);
  }
  return merged ?? lowest;
}

const noVariables: ReadonlyMap<string, Variable> = new Map();
