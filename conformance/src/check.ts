import { checkEditor, isEditorVector } from './editor.ts';
import { checkManifest, isManifestVector } from './manifests.ts';
import { checkPlan, isPlanVector } from './plans.ts';
import { checkStatus } from './status/check-status.ts';
import { isStatusVector } from './status/vector.ts';
import { checkTemplate, isTemplateVector } from './templates.ts';

/**
 * Compares the packages with one line of a vector file. The fields of a vector tell its kind, so a file may have any
 * name.
 *
 * @returns undefined where they agree, else one line with the difference
 */
export async function check(vector: unknown): Promise<string | undefined> {
  if (isStatusVector(vector)) return checkStatus(vector);
  if (isEditorVector(vector)) return checkEditor(vector);
  if (isTemplateVector(vector)) return checkTemplate(vector);
  if (isManifestVector(vector)) return checkManifest(vector);
  if (isPlanVector(vector)) return checkPlan(vector);
  return 'is no vector of a known kind';
}
