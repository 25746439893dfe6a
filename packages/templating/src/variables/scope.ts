import type { ResourceReference } from '@stash-functions/core/decode';
import { readOr } from '../input/read-input.ts';

/** What templates are resolved for: a backup, a restore, the container of a hook, or a BackupBlueprint. */
export type VariableOccasion = 'backup' | 'restore' | 'hook' | 'blueprint';

/** A variable that is present: its value and where that came from. */
export interface Variable {
  /** Without `${` and `}`. */
  readonly name: string;
  /** Data: it is never parsed again, whatever it holds. May be empty. */
  readonly value: string;
  /** Which layer of the precedence it stands in. */
  readonly layer: LayerName;
  /** Where the value was read, unless it is a constant of the model. */
  readonly origin?: Origin;
  /** Whether the value must not be shown in a message, an explanation or a printout. */
  readonly secret?: boolean;
}

/** The field of a resource that a value was read from. */
export interface Origin {
  /** The resource. */
  readonly resource: ResourceReference;
  /** The field: `['spec', 'backend', 's3', 'bucket']`. */
  readonly path: ReadonlyArray<string | number>;
}

/** The layers of the precedence. Which one wins is the order in a {@link Scope}, not the order here. */
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

/** Variables that stand together in the precedence. */
export interface Layer {
  /** Which one it is. */
  readonly name: LayerName;
  /** By name. */
  readonly variables: ReadonlyMap<string, Variable>;
}

/**
 * All variables that a template can see: layers, the lowest first, of which a higher one hides a lower one.
 *
 * @typeParam In - what the variables are for, where that is known
 */
export interface Scope<In extends VariableOccasion = VariableOccasion> {
  /** The lowest first. */
  readonly layers: ReadonlyArray<Layer>;
  /** The variable of that name in the highest layer that has it. */
  readonly get: (name: string) => Variable | undefined;
  /** Names whose values must not be shown, whichever layer they come from. */
  readonly secrets: ReadonlySet<string>;
  /** What the variables are for, where that is known: it makes hints better. */
  readonly occasion?: In;
}

/** What {@link createScope} may be told of its variables. */
export interface ScopeOptions<In extends VariableOccasion = VariableOccasion> {
  /** Names whose values must not be shown: each variable of such a name is marked. */
  readonly secrets?: Iterable<string> | undefined;
  /** What the variables are for. */
  readonly occasion?: In | undefined;
}

/** A scope of layers, the lowest first. */
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
  const secrets = new Set(options.secrets);
  const marked = secrets.size === 0 ? layers : layers.map((layer) => markSecrets(layer, secrets));
  const merged = mergeLayers(marked);
  return scopeFrom(marked, (name) => merged.get(name), secrets, options.occasion);
}

/** Written out, for a spread takes longer than most of what is asked of a scope. */
function scopeFrom<In extends VariableOccasion>(
  layers: Scope['layers'],
  get: Scope['get'],
  secrets: Scope['secrets'],
  occasion: In | undefined,
): Scope<In> {
  return occasion === undefined ? { layers, get, secrets } : { layers, get, secrets, occasion };
}

/**
 * A scope with further layers below and above those that it has. The given scope is left as it is, and looked into
 * rather than copied, so that one scope serves many Functions.
 */
export function extendScope(scope: Scope, further: FurtherLayers): Scope {
  return readOr(scope, () => withLayers(scope, further));
}

function withLayers(scope: Scope, further: FurtherLayers): Scope {
  const mark = (layer: Layer): Layer => (scope.secrets.size === 0 ? layer : markSecrets(layer, scope.secrets));
  const below = (further.below ?? []).map(mark);
  const above = (further.above ?? []).map(mark);
  const lower = mergeLayers(below);
  const upper = mergeLayers(above);
  const { get, secrets, occasion } = scope;
  const layers = below.concat(scope.layers, above);
  return scopeFrom(layers, (name) => upper.get(name) ?? get(name) ?? lower.get(name), secrets, occasion);
}

/** What {@link extendScope} adds; in each list the lowest layer first. */
export interface FurtherLayers {
  /** Hidden by everything that the scope has. */
  readonly below?: ReadonlyArray<Layer> | undefined;
  /** Hiding everything that the scope has. */
  readonly above?: ReadonlyArray<Layer> | undefined;
}

/** What {@link createLayer} makes a {@link Variable} of. */
export interface GivenVariable {
  /** Without `${` and `}`. */
  readonly name: string;
  /** Data: it is never parsed again, whatever it holds. May be empty. */
  readonly value: string;
  /** Where the value was read. */
  readonly origin?: Origin | undefined;
  /** Whether the value must not be shown. */
  readonly secret?: boolean | undefined;
}

/**
 * A layer of variables; of two with one name the later one stays. One whose name is none of {@link LayerName} holds
 * nothing, so that what uses its variables says that they are absent.
 */
export function createLayer(name: LayerName, variables: ReadonlyArray<GivenVariable>): Layer {
  const byName = new Map<string, Variable>();
  if (layerNames.includes(name)) {
    readOr(undefined, () => {
      for (const variable of variables) byName.set(variable.name, inLayer(name, variable));
    });
  }
  return { name, variables: byName };
}

/**
 * A scope of plain values, for a Function that is resolved without any resource beside it: in a test, or in a tool that
 * has values of its own.
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

/** Whether no one may see the value of a variable, or a default in its place. */
export function isSecret(scope: Scope, name: string): boolean {
  return readOr(false, () => scope.secrets.has(name) || scope.get(name)?.secret === true);
}

function markSecrets(layer: Layer, secrets: ReadonlySet<string>): Layer {
  if (![...layer.variables.keys()].some((name) => secrets.has(name))) return layer;
  const mark = (variable: Variable): Variable =>
    secrets.has(variable.name) ? { ...variable, secret: true } : variable;
  return { name: layer.name, variables: new Map([...layer.variables].map(([name, value]) => [name, mark(value)])) };
}

/** Without a spread of the given variable, which every step of every resolution would wait for. */
function inLayer(layer: LayerName, { name, value, origin, secret }: GivenVariable): Variable {
  const variable = origin === undefined ? { name, value, layer } : { name, value, layer, origin };
  return secret === true ? { ...variable, secret } : variable;
}

/** The variables of some layers, those of the later ones in place of those of the earlier ones. */
function mergeLayers(layers: ReadonlyArray<Layer>): ReadonlyMap<string, Variable> {
  const [first, ...others] = layers.filter(({ variables }) => variables.size > 0);
  if (first === undefined) return noVariables;
  if (others.length === 0) return first.variables;
  const merged = new Map(first.variables);
  for (const { variables } of others) for (const [name, variable] of variables) merged.set(name, variable);
  return merged;
}

const noVariables: ReadonlyMap<string, Variable> = new Map();
