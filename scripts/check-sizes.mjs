/** Checks how much of the packages an application carries: bundles of typical applications, each with its limit. */
import { browserEntries, bundlers, compressedSize } from './bundle.mjs';

/** The limits in thousands of bytes, compressed by brotli. */
const limits = [
  ['parse and render a template', 11.5, exportsOf('templating', 'parseTemplate', 'renderTemplate')],
  ['decode a Function', 18, exportsOf('core', 'decodeFunction')],
  ['load YAML', 71, exportsOf('core', 'loadManifests')],
  ['plan a backup', 69, exportsOf('k8s-adapter', 'planBackup')],
  ['the main entries whole', 149, ['core', 'templating', 'k8s-adapter'].map(wholeOf).join('\n')],
];

/** Resolves with the number of bundles within their limits, and a table. Rejects where one is larger. */
export async function checkSizes() {
  const rows = [];
  let failed = 0;
  for (const [name, limit, program] of limits) {
    const sizes = await Promise.all(
      Object.entries(bundlers).map(async ([bundler, bundle]) => [bundler, compressedSize(await bundle(program))]),
    );
    const figures = sizes.map(([bundler, size]) => `${(size / 1000).toFixed(1)} by ${bundler}`).join(', ');
    const isFine = sizes.every(([, size]) => size <= limit * 1000);
    if (!isFine) failed += 1;
    rows.push(`${isFine ? ' ' : '✗'} ${name}: ${figures}, at most ${limit} kB`);
  }
  // An application that imports an entry, but uses nothing of it, must carry nothing.
  for (const entry of browserEntries()) {
    for (const [bundler, bundle] of Object.entries(bundlers)) {
      const left = await bundle(`import ${JSON.stringify(entry)};`);
      if (left.trim() === '') continue;
      failed += 1;
      rows.push(`✗ ${entry}: ${left.length} bytes are left by ${bundler} though nothing is used`);
    }
  }
  const passed = limits.length + 2 * browserEntries().length - failed;
  const note = rows.join('\n');
  if (failed > 0) throw Object.assign(new Error(note), { passed, failed });
  return { passed, note };
}

function exportsOf(name, ...names) {
  return `export { ${names.join(', ')} } from '@stash-functions/${name}';`;
}

function wholeOf(name) {
  return `export * as ${name.replaceAll('-', '_')} from '@stash-functions/${name}';`;
}
