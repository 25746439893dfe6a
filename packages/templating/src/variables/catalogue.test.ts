import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { variablesPage } from '../../scripts/variables-page.ts';
import { builtinVariables, findBuiltinVariable } from './catalogue.ts';

const page = fileURLToPath(new URL('../../../../docs/variables.md', import.meta.url));

/** The table of the Function document, which the catalogue must hold whole. */
const documented = `
  NAMESPACE BACKUP_SESSION RESTORE_SESSION REPOSITORY_NAME REPOSITORY_PROVIDER REPOSITORY_SECRET_NAME REPOSITORY_BUCKET
  REPOSITORY_PREFIX REPOSITORY_ENDPOINT REPOSITORY_URL HOSTNAME SOURCE_HOSTNAME TARGET_NAME TARGET_API_VERSION
  TARGET_KIND TARGET_NAMESPACE TARGET_MOUNT_PATH TARGET_PATHS RESTORE_PATHS RESTORE_SNAPSHOTS TARGET_APP_VERSION
  TARGET_APP_GROUP TARGET_APP_RESOURCE TARGET_APP_TYPE TARGET_APP_REPLICAS RETENTION_KEEP_LAST RETENTION_KEEP_HOURLY
  RETENTION_KEEP_DAILY RETENTION_KEEP_WEEKLY RETENTION_KEEP_MONTHLY RETENTION_KEEP_YEARLY RETENTION_KEEP_TAGS
  RETENTION_PRUNE RETENTION_DRY_RUN ENABLE_CACHE MAX_CONNECTIONS NICE_ADJUSTMENT IONICE_CLASS IONICE_CLASS_DATA
  ENABLE_STATUS_SUBRESOURCE PROMETHEUS_PUSHGATEWAY_URL INTERIM_DATA_DIR`;

/** Variables that Stash sets besides those, or only for one kind of container. */
const undocumented = `
  REPOSITORY_NAMESPACE REPOSITORY_SECRET_NAMESPACE REPOSITORY_REGION REPOSITORY_INSECURE_TLS DRIVER_ARGS
  EXCLUDE_PATTERNS INCLUDE_PATTERNS INVOKER_KIND INVOKER_NAME ADDON_IMAGE PROMETHEUS_JOB_NAME LICENSE_APISERVICE
  STASH_DOCKER_REGISTRY STASH_DOCKER_IMAGE STASH_IMAGE_TAG HOOK_TYPE POD_ORDINAL TARGET_RESOURCE`;

describe('the catalogue of built-in variables', () => {
  it.each(`${documented}${undocumented}`.trim().split(/\s+/))('has a row for %s', (name) => {
    expect(findBuiltinVariable(name)).toMatchObject({ name });
  });

  it('has no other row', () => {
    expect(builtinVariables.map(({ name }) => name).sort()).toEqual(
      `${documented}${undocumented}`.trim().split(/\s+/).sort(),
    );
  });

  it('says for each variable that is not always set on what it depends', () => {
    for (const { name, setIn, alwaysIn, when } of builtinVariables) {
      const always = setIn
        .filter((occasion) => occasion !== 'blueprint')
        .every((occasion) => alwaysIn.includes(occasion));
      expect([name, when === undefined]).toEqual([name, always]);
    }
  });

  it('is the page docs/variables.md', async () => {
    await expect(variablesPage()).toMatchFileSnapshot(page);
  });
});
