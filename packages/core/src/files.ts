/** Manifests from the file system, for programs that run in Node. */
export {
  loadManifestFiles,
  loadManifestFilesSync,
  type ManifestFile,
  type ManifestFilesOptions,
  type ManifestPaths,
  type ReadManifestFiles,
  readManifestFiles,
  readManifestFilesSync,
  readManifestTexts,
} from './files/load-files.ts';
export { type JsonSchema, jsonSchemaOf } from './schema/json-schema.ts';
export type { SchemaNode } from './schema/leaf-schema.ts';
