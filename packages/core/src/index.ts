export * from './decode.ts';
export {
  type LoadOptions,
  loadManifests,
  type ReadManifests,
  type ReadOptions,
  readManifests,
} from './manifest/load.ts';
export { printManifest, printManifests } from './manifest/print.ts';
