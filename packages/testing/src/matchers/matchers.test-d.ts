import { expect as jestExpect } from '@jest/globals';
import { expect as vitestExpect } from 'vitest';
import { backupScenario, restoreScenario, type Scenario } from '../index.ts';
import type {} from '../jest.ts';
import type {} from '../vitest.ts';

declare const scenario: Scenario;
declare const manifests: Parameters<typeof backupScenario>[0]['manifests'];

// Both runners know every matcher, with its parameters.
vitestExpect(scenario).toResolve();
vitestExpect(scenario).not.toHaveProblem('unknown-field', { path: ['spec'] });
vitestExpect(scenario.container('dump')).toHaveFlag('--bucket', 'x');
vitestExpect(scenario).toBeAcceptedAs('restricted');
vitestExpect(scenario).toMatchResolvedSnapshot('hint');
jestExpect(scenario).toResolve();
jestExpect(scenario).not.toHaveProblem('unknown-field', { path: ['spec'] });
jestExpect(scenario.container('dump')).toHaveFlag('--bucket', 'x');
jestExpect(scenario).toUseVariables(['NAMESPACE']);
jestExpect(scenario.container(0)).toMatchContainer({ image: 'x' });

vitestExpect(scenario.report('')).toReportStatus('Succeeded');
jestExpect(scenario.report({ hosts: [] })).toReportStatus({ phase: 'Failed' });

// @ts-expect-error no level of the Pod Security Standards
vitestExpect(scenario).toBeAcceptedAs('strict');
// @ts-expect-error a list of names
jestExpect(scenario).toUseVariables('NAMESPACE');
// @ts-expect-error a code must be given
vitestExpect(scenario).toHaveProblem();

// Overrides are typed as far as the resource is.
backupScenario({ manifests, repository: { spec: { backend: { gcs: { prefix: null } } } } });
// @ts-expect-error no field of an S3 backend
backupScenario({ manifests, repository: { spec: { backend: { s3: { buket: 'x' } } } } });
// @ts-expect-error no backend
backupScenario({ manifests, backend: 'ftp' });
// @ts-expect-error a restore needs a target
restoreScenario({ manifests, target: 'none' });
// @ts-expect-error the manifests must be given
backupScenario({});
