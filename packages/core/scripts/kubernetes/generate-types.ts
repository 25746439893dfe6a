import { kubernetesDescriptions } from '../../src/descriptions/kubernetes/kubernetes-descriptions.ts';
import { adapterFiles, readAdapterModels } from './adapter-models.ts';
import { coreFiles, readCoreModels } from './core-models.ts';
import { describeModels } from './describe-models.ts';
import { printCodecsFile } from './print-codecs.ts';
import { printDerivedFile } from './print-derived.ts';
import { planFiles } from './print-file.ts';
import { printGuardsFile } from './print-guards.ts';
import type { TypeStyle } from './print-interfaces.ts';

/** The content of every generated file, not yet formatted, by its path from the root of the repository. */
export async function generateKubernetesTypes(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const models = describeModels(await readCoreModels(), kubernetesDescriptions);
  const corePlans = planFiles(models, coreFiles);
  for (const plan of corePlans) {
    files.set(`packages/core/src/kubernetes/${plan.file}.ts`, printCodecsFile(plan, corePlans, coreStyle));
    files.set(`packages/core/src/kubernetes/guards/${plan.file}.ts`, printGuardsFile(plan, corePlans, models));
  }
  const made = describeModels(await readAdapterModels(), kubernetesDescriptions);
  const adapterPlans = planFiles(made, adapterFiles);
  for (const plan of adapterPlans) {
    const content = printDerivedFile(plan, adapterPlans, models, adapterStyle);
    files.set(`packages/k8s-adapter/src/kubernetes/${plan.file}.ts`, content);
  }
  return files;
}

/** What is read: nothing of it may be changed. */
const coreStyle: TypeStyle = {
  readonly: true,
  nameOf: (model) => model,
  quantity: 'Quantity',
  intOrString: 'IntOrString',
  imports: {
    IntOrString: '../codec/int-or-string.ts',
    JsonObject: '../codec/json.ts',
    LiteralUnion: '../codec/literal-union.ts',
    Quantity: '../codec/quantity.ts',
  },
};

/** What is given to others, in the shape of the client's types: mutable, and named V1. */
const adapterStyle: TypeStyle = {
  readonly: false,
  nameOf: (model) => `V1${model}`,
  quantity: 'string',
  intOrString: 'number | string',
  imports: { LiteralUnion: '@stash-functions/core/decode', Wire: './wire.ts' },
};
