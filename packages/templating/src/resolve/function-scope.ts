import { type FunctionResource, type Param, referenceTo } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import { imageVariables } from '../variables/builtin/container.ts';
import { priorityVariables } from '../variables/builtin/settings.ts';
import { evaluateInScope } from '../variables/evaluate-in-scope.ts';
import { createLayer, extendScope, type Layer, type Origin, type Scope } from '../variables/scope.ts';
import { builtinLayer, readTable } from '../variables/variable-row.ts';

/**
 * The scope of a Function. Its layers, the lowest first: the params of its step, its own `nice` and `ionice`, the
 * layers of the given scope, and `ADDON_IMAGE`, the Function's resolved image.
 */
export function functionScope(fn: FunctionResource, scope: Scope, stepParams: Layer | undefined): Scope {
  const settings = fn.spec?.runtimeSettings;
  const ownSettings =
    settings?.nice === undefined && settings?.ionice === undefined
      ? []
      : [
          builtinLayer([
            readTable(priorityVariables, 'backup', {
              resource: referenceTo(fn),
              path: ['spec', 'runtimeSettings'],
              settings,
            }),
          ]),
        ];
  const below = stepParams === undefined ? ownSettings : [stepParams, ...ownSettings];
  const { image } = fn.spec ?? {};
  if (image === undefined) return below.length === 0 ? scope : extendScope(scope, { below });
  const seen = below.length === 0 ? scope : extendScope(scope, { below });
  return extendScope(scope, { below, above: [imageLayer(fn, image, seen)] });
}

/**
 * Makes the layer of a step's params. Their values are resolved.
 *
 * @param origin - gives the field of the param with an index
 * @param secret - true where the value of the param with an index was made of a secret one
 */
export function stepParamLayer(
  params: ReadonlyArray<Param>,
  origin: (index: number) => Origin,
  secret: (index: number) => boolean,
): Layer {
  return createLayer(
    'step params',
    params.map(({ name, value }, index) => ({ name, value, origin: origin(index), secret: secret(index) })),
  );
}

/**
 * An image that cannot be resolved is reported at its own place. It is not reported again wherever `ADDON_IMAGE` is
 * used.
 */
function imageLayer(fn: FunctionResource, template: string, scope: Scope): Layer {
  const resolved = evaluateInScope(template, scope);
  const image = isLeft(resolved) ? { text: '', secret: false } : resolved.right;
  return createLayer('add-on image', readTable(imageVariables, 'backup', { fn, image }));
}
