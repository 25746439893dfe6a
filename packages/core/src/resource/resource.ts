import type { AnyKind, ResourceOf } from './kinds.ts';

/** A resource of any kind that this SDK reads; `kind` tells them apart. */
export type Resource = ResourceOf<AnyKind>;
