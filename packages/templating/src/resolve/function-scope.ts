import { type FunctionResource, type Param, referenceTo } from '@stash-functions/core/decode';
import { isLeft } from 'fp-ts/lib/Either.js';
import type { Template } from '../template/ast.ts';
import { parseTemplate } from '../template/parse.ts';
import { imageVariables } from '../variables/builtin/container.ts';
import { priorityVariables } from '../variables/builtin/settings.ts';
import { type EvaluatedText, evaluateTemplateInScope } from '../variables/evaluate-in-scope.ts';
import { remembered } from '../variables/remembered.ts';
import { createLayer, extendScope, type Layer, type Origin, type Scope } from '../variables/scope.ts';
import { builtinLayer, readTable } from '../variables/variable-row.ts';

/**
 * The scope of a Function. Its layers, the lowest first: the params of its step, its own `nice` and `ionice`, the
 * layers of the given scope, and `ADDON_IMAGE`, the Function's resolved image.
 */
export function functionScope(fn: FunctionResource, scope: Scope, stepParams: Layer | undefined): Scope {
  const { settings, image } = ownLayers(fn);
  const below = [stepParams, settings].filter((layer) => layer !== undefined);
  if (image === undefined) return below.length === 0 ? scope : extendScope(scope, { below });
  if ('variables' in image) return extendScope(scope, { below, above: [image] });
  const seen = below.length === 0 ? scope : extendScope(scope, { below });
  return extendScope(scope, { below, above: [evaluatedImage(fn, image, seen)] });
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

/** The layers that belong to a Function itself. Its image is a template if it holds variables. */
const ownLayers = remembered(
  (fn: FunctionResource): { readonly settings: Layer | undefined; readonly image: Layer | Template | undefined } => {
    const { image } = fn.spec ?? {};
    if (image === undefined) return { settings: ownSettings(fn), image };
    const template = image.includes('$') ? parseTemplate(image) : undefined;
    if (template === undefined)
      return { settings: ownSettings(fn), image: imageLayer(fn, { text: image, secret: false }) };
    return { settings: ownSettings(fn), image: isLeft(template) ? imageLayer(fn, noImage) : template.right };
  },
);

function ownSettings(fn: FunctionResource): Layer | undefined {
  const settings = fn.spec?.runtimeSettings;
  if (settings?.nice === undefined && settings?.ionice === undefined) return undefined;
  const source = { resource: referenceTo(fn), path: ['spec', 'runtimeSettings'], settings };
  return builtinLayer([readTable(priorityVariables, 'backup', source)]);
}

function evaluatedImage(fn: FunctionResource, template: Template, scope: Scope): Layer {
  const resolved = evaluateTemplateInScope(template, scope);
  return imageLayer(fn, isLeft(resolved) ? noImage : resolved.right);
}

/**
 * An image that cannot be resolved is reported at its own place. It is not reported again wherever `ADDON_IMAGE` is
 * used.
 */
const noImage: EvaluatedText = { text: '', secret: false };

function imageLayer(fn: FunctionResource, image: EvaluatedText): Layer {
  return createLayer('add-on image', readTable(imageVariables, 'backup', { fn, image }));
}
