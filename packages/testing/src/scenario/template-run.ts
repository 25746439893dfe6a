import type { FunctionResource, TaskResource } from '@stash-functions/core';
import type { Scope } from '@stash-functions/templating';

/** A Task or Function, and the variables that its templates could use in a scenario. */
export interface TemplateRun {
  readonly source: FunctionResource | TaskResource;
  readonly scope: Scope;
}
