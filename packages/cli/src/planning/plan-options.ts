import type { OperatorImage } from '@stash-functions/templating';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { repeated, wholeNumber } from '../commands/command.ts';
import { addClusterOptions, type ClusterFlags } from '../inputs/cluster-options.ts';
import type { InvokerChoice } from './choose-invokers.ts';

/** The options of every command that plans. */
export interface PlanFlags extends InvokerChoice, ClusterFlags {
  readonly filename?: ReadonlyArray<string>;
  readonly namespace?: string;
  /** True reads everything from a cluster, and no file. */
  readonly fromCluster?: boolean;
  readonly member?: number;
  readonly permissions?: 'reference' | 'least-privilege';
  readonly operatorImage?: OperatorImage;
  readonly pushgatewayUrl?: string;
  readonly operatorFunctions?: 'stash' | 'none';
  /** Names of variables that are secret, whatever their names are. */
  readonly secret?: ReadonlyArray<string>;
  /** True shows secrets. */
  readonly showSecrets?: boolean;
}

/** Adds the options for planning to a command. */
export function addPlanOptions(command: Command): Command {
  const options = command
    .option('-f, --filename <path>', 'a path, as kubectl takes it; may be repeated', repeated)
    .option('-n, --namespace <name>', 'the namespace of resources that name none')
    .option('--invoker <name>', 'NAME or KIND/NAME of the invoker, which asks for the backup or restore')
    .option('--session <name>', 'the BackupSession to plan')
    .option('--member <number>', 'one member of a batch, from 0', wholeNumber(0))
    .addOption(new Option('--permissions <preset>', 'the rights of the Jobs').choices(['reference', 'least-privilege']))
    .option('--operator-image <image>', 'REGISTRY/IMAGE:TAG of the operator, which runs hooks', operatorImage)
    .option('--pushgateway-url <url>', 'the address that metrics are sent to')
    .addOption(
      new Option(
        '--operator-functions <whose>',
        "stash: also plan the operator's own Functions that the manifests lack, as far as they are known",
      ).choices(['stash', 'none']),
    )
    .option(
      '--secret <name>',
      'a variable to conceal, besides those with the names of secrets; may be repeated',
      repeated,
    )
    .option('--from-cluster', 'read the invoker or the session, and everything that it refers to, from a cluster');
  return addClusterOptions(options);
}

/** Adds the option to show secrets to a command that shows values. */
export function addSecretsOption(command: Command): Command {
  return command.option('--show-secrets', 'show the values of secrets, instead of ***');
}

/** The three parts of an image: `ghcr.io/stashed/stash:v0.32.0`. */
function operatorImage(value: string): OperatorImage {
  const [, registry, image, tag] = /^(.+)\/([^/:@]+):([^/:@]+)$/.exec(value) ?? [];
  if (registry === undefined || image === undefined || tag === undefined) {
    throw new InvalidArgumentError('It must be REGISTRY/IMAGE:TAG, such as ghcr.io/stashed/stash:v0.32.0.');
  }
  return { registry, image, tag };
}
