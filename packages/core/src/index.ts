export * from './decode.ts';
export { type LoadOptions, loadManifests } from './manifest/load.ts';
export { printManifest, printManifests } from './manifest/print.ts';
