import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { didYouMean, formatProblems, isDnsLabel, printManifests, resourceKinds } from '@stash-functions/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { isLeft } from 'fp-ts/lib/Either.js';
import manifest from '../../package.json' with { type: 'json' };
import { CannotDo, type ExitCode } from '../exit-code.ts';
import { hasColor, type Terminal, writeLine } from '../terminal.ts';
import { type InstallOptions, webhookManifests } from '../webhook/webhook-manifests.ts';
import { type CommandContext, repeated, wholeNumber } from './command.ts';

/** The flags of the command. */
interface RenderWebhookFlags {
  readonly output: 'yaml' | 'json';
  readonly name: string;
  readonly namespace?: string;
  readonly image?: string;
  readonly replicas: number;
  readonly failurePolicy: 'Fail' | 'Ignore';
  readonly tlsSecret?: string;
  readonly caBundle?: string;
  readonly issuer?: NonNullable<InstallOptions['issuer']>;
  readonly kind?: ReadonlyArray<string>;
}

/** `stash-functions render webhook`: the objects that install the webhook. */
export function renderWebhookCommand({ terminal, finish }: CommandContext): Command {
  return new Command('webhook')
    .summary('prints the objects that install the webhook')
    .description(
      'Prints the objects with which `stash-functions webhook` runs in a cluster: ServiceAccount, RBAC, Deployment, Service, and the ValidatingWebhookConfiguration that makes the API server call it. cert-manager makes the certificate; or a Secret has it, and --ca-bundle names its authority.',
    )
    .option('--name <name>', 'the name of the objects', label, 'stash-functions-webhook')
    .option('-n, --namespace <name>', 'the namespace of the objects', label)
    .option('--image <image>', 'an image with the command; by default an image of Node, in which npx installs it')
    .option('--replicas <number>', 'the number of replicas', wholeNumber(1), 2)
    .addOption(
      new Option('--failure-policy <policy>', 'the fate of changes while no replica answers')
        .choices(['Fail', 'Ignore'])
        .default('Fail'),
    )
    .option('--kind <kind>', 'a kind to review, instead of every kind; may be repeated', kindName)
    .option('--ca-bundle <file>', 'the authority of the certificate in PEM, if cert-manager does not make it')
    .option('--tls-secret <name>', 'the Secret with tls.crt and tls.key; by default NAME-tls')
    .option('--issuer <issuer>', 'KIND/NAME of an issuer of cert-manager, instead of its own', issuerName)
    .addOption(new Option('-o, --output <format>', 'the form of the output').choices(['yaml', 'json']).default('yaml'))
    .addHelpText('after', '\nExample:\n  stash-functions render webhook --namespace backup | kubectl apply -f -')
    .action((_, command: Command) => {
      finish(renderWebhook(command, terminal));
    });
}

function renderWebhook(command: Command, terminal: Terminal): ExitCode {
  const flags = command.opts<RenderWebhookFlags>();
  const { name, replicas, failurePolicy, namespace = 'default', tlsSecret = `${name}-tls`, issuer, image } = flags;
  const { stdout, stderr, env } = terminal;
  if (flags.caBundle !== undefined && issuer !== undefined) {
    throw new CannotDo('the certificate is either made by an issuer or given', 'leave out --issuer or --ca-bundle');
  }
  const caBundle = flags.caBundle === undefined ? undefined : readAuthority(flags.caBundle, terminal);
  const objects = webhookManifests({
    name,
    namespace,
    version: manifest.version,
    image,
    replicas,
    failurePolicy,
    tlsSecret,
    caBundle,
    issuer,
    kinds: flags.kind,
  });
  if (isLeft(objects)) {
    writeLine(stderr, formatProblems(objects.left, { color: hasColor(stderr, env) }));
    return 1;
  }
  const notes = [
    ...(flags.namespace === undefined ? ['no namespace is named: `default` is taken'] : []),
    ...(caBundle === undefined
      ? ['cert-manager has to be in the cluster; --ca-bundle does without it']
      : [`the Secret ${namespace}/${tlsSecret} has to hold tls.crt and tls.key for ${name}.${namespace}.svc`]),
    ...(command.getOptionValueSource('failurePolicy') === 'default'
      ? [
          'while no replica answers, changes of these resources are refused, even new BackupSessions; --failure-policy Ignore allows them',
        ]
      : []),
    ...(failurePolicy === 'Fail' && replicas === 1
      ? ['while the one replica is away, every change of these resources is refused']
      : []),
  ];
  for (const note of notes) writeLine(stderr, `note: ${note}`);
  const list = { apiVersion: 'v1', kind: 'List', items: objects.right };
  writeLine(stdout, flags.output === 'json' ? JSON.stringify(list, null, 2) : printManifests(objects.right));
  return 0;
}

/** The certificates of a PEM file in base64, as the configuration of a webhook holds them. */
function readAuthority(file: string, { cwd }: Terminal): string {
  try {
    const pem = readFileSync(resolve(cwd, file));
    const blocks = pem.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (blocks.length === 0) throw new CannotDo(`${file} holds no certificate in PEM`);
    for (const block of blocks) new X509Certificate(block);
    // A private key in the same file must stay private.
    return Buffer.from(`${blocks.join('\n')}\n`).toString('base64');
  } catch (error) {
    if (error instanceof CannotDo) throw error;
    throw new CannotDo(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function label(value: string): string {
  if (isDnsLabel(value)) return value;
  throw new InvalidArgumentError('It must be a name of lower case letters, digits and `-`.');
}

function kindName(value: string, all?: ReadonlyArray<string>): ReadonlyArray<string> {
  const names = resourceKinds.map(({ kind }) => kind);
  if (names.some((kind) => kind === value)) return repeated(value, all);
  const near = didYouMean(value, names);
  throw new InvalidArgumentError(
    near === undefined ? `It must be one of ${names.join(', ')}.` : `Did you mean ${near}?`,
  );
}

function issuerName(value: string): NonNullable<InstallOptions['issuer']> {
  const [, kind, name = ''] = /^(Issuer|ClusterIssuer)\/([a-z0-9][a-z0-9.-]*)$/.exec(value) ?? [];
  if (kind === 'Issuer' || kind === 'ClusterIssuer') return { kind, name };
  throw new InvalidArgumentError('It must be Issuer/NAME or ClusterIssuer/NAME.');
}
