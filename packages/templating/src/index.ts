export type { Layer, LayerName, Origin, Scope, Variable } from './variables/scope.ts';
