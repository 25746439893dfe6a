import { type FunctionResource, type Param, referenceTo } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { evaluateText } from '../template/evaluate-text.ts';
import { builtinLayer } from '../variables/reading.ts';
import { createLayer, extendScope, type Layer, type Origin, type Scope, type Variable } from '../variables/scope.ts';
import { niceReadings } from '../variables/settings.ts';
import { lookupOf } from './resolve-strings.ts';

/**
 * What a Function can see, lowest first: the params of its step, its own `nice` and `ionice`, the layers of the scope,
 * and `ADDON_IMAGE`, the Function's resolved image.
 */
export function functionScope(fn: FunctionResource, scope: Scope, stepParams: Layer | undefined): Scope {
  const settings = fn.spec?.runtimeSettings;
  const ownSettings =
    settings?.nice === undefined && settings?.ionice === undefined
      ? []
      : [builtinLayer(niceReadings(referenceTo(fn), ['spec', 'runtimeSettings'], settings))];
  const below = stepParams === undefined ? ownSettings : [stepParams, ...ownSettings];
  const { image } = fn.spec ?? {};
  if (image === undefined) return below.length === 0 ? scope : extendScope(scope, { below });
  const seen = below.length === 0 ? scope : extendScope(scope, { below });
  return extendScope(scope, { below, above: [imageLayer(fn, image, seen)] });
}

/**
 * The layer of a step's params, whose values are resolved.
 *
 * @param origin - the field of the param of that index
 * @param secret - whether the value of the param of that index was made of a secret one
 */
export function stepParamLayer(
  params: ReadonlyArray<Param>,
  origin: (index: number) => Origin,
  secret: (index: number) => boolean,
): Layer {
  const variables = params.map(({ name, value }, index): Omit<Variable, 'layer'> => {
    const variable = { name, value, origin: origin(index) };
    return secret(index) ? { ...variable, secret: true } : variable;
  });
  return createLayer('step params', variables);
}

/** An image that cannot be resolved is reported where it stands, and not once more wherever `ADDON_IMAGE` is used. */
function imageLayer(fn: FunctionResource, image: string, scope: Scope): Layer {
  const origin: Origin = { resource: referenceTo(fn), path: ['spec', 'image'] };
  if (!image.includes('$')) return createLayer('add-on image', [{ name: 'ADDON_IMAGE', value: image, origin }]);
  const { lookup, usedSecret } = watchSecrets(scope);
  const resolved = evaluateText(image, lookup);
  const value = isLeft(resolved) ? '' : resolved.right;
  const variable = { name: 'ADDON_IMAGE', value, origin };
  return createLayer('add-on image', [usedSecret() ? { ...variable, secret: true } : variable]);
}

/** A lookup that notices when a secret value is asked for: what is made of a secret is one. */
export function watchSecrets(scope: Scope): {
  readonly lookup: (name: string) => string | undefined;
  readonly usedSecret: () => boolean;
} {
  const plain = lookupOf(scope);
  let used = false;
  return {
    lookup: (name) => {
      if (scope.get(name)?.secret === true) used = true;
      return plain(name);
    },
    usedSecret: () => used,
  };
}
