import type { AppBinding } from '@stash-functions/core/decode';
import { appBindingVariables } from './builtin/app-binding.ts';
import { type RepositorySource, repositoryVariables } from './builtin/repository.ts';
import type { Member } from './member.ts';
import { remembered } from './remembered.ts';
import {
  createScope,
  type GivenVariable,
  type Layer,
  mergeLayers,
  namesIn,
  type Scope,
  type ScopeOptions,
  scopeFrom,
  type VariableOccasion,
} from './scope.ts';
import { builtinLayer, readTable } from './variable-row.ts';

/**
 * The scope of a backup or restore: the built-in variables, whose names are all different, and the params above them.
 *
 * The built-in variables stay in the two layers in which they were read. The second layer is the same in every plan of
 * the same resources. Merging the two would take longer than all look-ups of a template.
 */
export function builtinScope<In extends VariableOccasion>(
  builtins: readonly [ofRun: Layer, ofResources: Layer],
  params: ReadonlyArray<Layer>,
  options: ScopeOptions<In>,
): Scope<In> {
  const [ofRun, ofResources] = builtins;
  const layers = [ofRun, ofResources, ...params];
  const secrets = namesIn(options.secrets);
  if (secrets.size > 0) return createScope(layers, options);
  const over = mergeLayers(params);
  const get: Scope['get'] = (name) => over.get(name) ?? ofResources.variables.get(name) ?? ofRun.variables.get(name);
  return scopeFrom(layers, get, secrets, options.occasion);
}

/**
 * The variables of the resources that a member of an invoker names, and of the member itself. They are read once, as
 * long as all of these stay the same.
 *
 * @param read - reads the variables of the member itself
 */
export function resourceLayer(
  member: Member<unknown>,
  occasion: VariableOccasion,
  repository: RepositorySource | undefined,
  appBinding: AppBinding | undefined,
  read: () => ReadonlyArray<ReadonlyArray<GivenVariable>>,
): Layer {
  const ofAppBinding = appBinding === undefined ? undefined : tablesOf(appBinding);
  const known = layers.get(member);
  if (known !== undefined && known.repository === repository && known.ofAppBinding === ofAppBinding) return known.layer;
  const layer = builtinLayer([
    repository === undefined ? [] : readTable(repositoryVariables, occasion, repository),
    ...read(),
    ofAppBinding ?? [],
  ]);
  layers.set(member, { repository, ofAppBinding, layer });
  return layer;
}

const layers = new WeakMap<
  Member<unknown>,
  {
    readonly repository: RepositorySource | undefined;
    readonly ofAppBinding: ReadonlyArray<GivenVariable> | undefined;
    readonly layer: Layer;
  }
>();

/** A backup and a restore set the same variables of an AppBinding. */
const tablesOf = remembered((appBinding: AppBinding) => readTable(appBindingVariables, 'backup', { appBinding }));
