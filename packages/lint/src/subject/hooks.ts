import {
  type BackupBlueprint,
  type Handler,
  type Invoker,
  isBatch,
  type TargetRef,
  targetsOf,
} from '@stash-functions/core/decode';

/** A hook of an invoker, a member or a blueprint. */
export interface PlacedHook {
  readonly name: string;
  readonly handler: Handler;
  /** The path from the root of the resource. */
  readonly path: ReadonlyArray<string | number>;
  /** The target in which its command runs. Undefined for the hooks of a whole batch, which the operator itself runs. */
  readonly target: { readonly ref: TargetRef | undefined } | undefined;
}

/** Every hook of an invoker, of its members, or of a blueprint. */
export function hooksOf(resource: Invoker | BackupBlueprint): ReadonlyArray<PlacedHook> {
  if (resource.kind === 'BackupBlueprint') {
    return handlersIn(resource.spec?.hooks, ['spec', 'hooks'], { ref: undefined });
  }
  const ofTargets = targetsOf(resource).flatMap(({ spec, path }) =>
    handlersIn(spec.hooks, [...path, 'hooks'], { ref: spec.target?.ref }),
  );
  return isBatch(resource)
    ? [...handlersIn(resource.spec?.hooks, ['spec', 'hooks'], undefined), ...ofTargets]
    : ofTargets;
}

function handlersIn(
  hooks: object | undefined,
  path: ReadonlyArray<string | number>,
  target: PlacedHook['target'],
): ReadonlyArray<PlacedHook> {
  return names.flatMap((name) => {
    const handler: Handler | undefined = hooks === undefined ? undefined : handlerIn(hooks, name);
    return handler === undefined ? [] : [{ name, handler, path: [...path, name], target }];
  });
}

const names = ['preBackup', 'postBackup', 'preRestore', 'postRestore'] as const;

function handlerIn(
  hooks: { readonly [Name in (typeof names)[number]]?: Handler },
  name: (typeof names)[number],
): Handler | undefined {
  return hooks[name];
}
