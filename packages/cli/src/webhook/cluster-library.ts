import { setTimeout as sleep } from 'node:timers/promises';
import { decodeResource, manifestsOf, type Resource, resourceKinds } from '@stash-functions/core';
import type { AdmissionOptions } from '@stash-functions/k8s-adapter/admission';
import {
  allNamespaces,
  type ClusterPort,
  type JsonObject,
  type ObjectWatch,
  watchObjects,
} from '@stash-functions/k8s-adapter/cluster';
import { isLeft, isRight } from 'fp-ts/lib/Either.js';
import type { Library } from './library.ts';

/** The milliseconds after which it asks again for a kind that the cluster does not serve, or does not show. */
const askAgainAfter = 60_000;

/** The facts about a kind. */
interface FollowedKind {
  readonly kind: string;
  readonly watch: ObjectWatch;
  state: 'waiting' | 'listed' | 'failed';
}

/**
 * Makes a library of the resources in a cluster: every kind that is read here, in all namespaces, as they change. It is
 * ready once each kind was listed, or was found not to be served.
 *
 * @param say - called with the reason why a kind is not known
 */
export function clusterLibrary(port: ClusterPort, say: (sentence: string) => void): Library {
  const end = new AbortController();
  let lastTrouble = '';
  let made: AdmissionOptions | undefined;
  const complain = (trouble: string): void => {
    if (trouble !== lastTrouble) say(trouble);
    lastTrouble = trouble;
  };
  const followed = resourceKinds.map((facts): FollowedKind => {
    const collection = { apiVersion: facts.apiVersion, kind: facts.kind, namespace: allNamespaces };
    const onRetry = ({ failure }: { readonly failure: { readonly message: string } }): void => {
      complain(`${facts.plural} are not known: ${failure.message}`);
    };
    return {
      kind: facts.kind,
      watch: watchObjects(port, collection, { signal: end.signal, onRetry }),
      state: 'waiting',
    };
  });
  for (const one of followed) void follow(one);
  return {
    current: () => {
      made ??= optionsOf(followed);
      return made;
    },
    unready: () => {
      const missing = followed.find(({ state }) => state === 'waiting');
      return missing === undefined ? undefined : `every ${missing.kind} of the cluster is yet to be listed`;
    },
    stop: () => end.abort(),
  };

  async function follow(one: FollowedKind): Promise<void> {
    while (!end.signal.aborted) {
      for await (const change of one.watch) {
        made = undefined;
        if (change.type === 'listed') one.state = 'listed';
        if (change.type !== 'failed') continue;
        one.state = 'failed';
        complain(`${one.kind} is not looked up: ${change.problems[0].message}`);
      }
      await sleep(askAgainAfter, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
    }
  }
}

/** A kind is complete once all of it was listed and could be read. */
function optionsOf(followed: ReadonlyArray<FollowedKind>): AdmissionOptions {
  const kinds = followed.map(({ kind, watch, state }) => {
    const objects = watch.objects();
    const resources = objects.map(readOnce).filter((resource) => resource !== undefined);
    return { kind, resources, isComplete: state === 'listed' && resources.length === objects.length };
  });
  const manifests = manifestsOf(kinds.flatMap(({ resources }) => resources));
  return {
    manifests: isRight(manifests) ? manifests.right : undefined,
    completeKinds: kinds
      .filter(({ isComplete }) => isComplete)
      .map(({ kind }) => kind)
      .filter(isResourceKind),
  };
}

function isResourceKind(kind: string): kind is Resource['kind'] {
  return resourceKinds.some((known) => known.kind === kind);
}

/** The result of reading an object stays valid as long as the object lives. */
function readOnce(object: JsonObject): Resource | undefined {
  const known = readObjects.get(object);
  if (known !== undefined) return known;
  const decoded = decodeResource(object, { lenient: true });
  if (isLeft(decoded)) return undefined;
  readObjects.set(object, decoded.right);
  return decoded.right;
}

const readObjects = new WeakMap<JsonObject, Resource>();
