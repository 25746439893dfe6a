import { type FunctionResource, locate, readOr, type TaskResource } from '@stash-functions/core';
import type { TemplateRun } from '../scenario/template-run.ts';
import { type CoveragePoint, coveragePoints, reachedPoints } from './points.ts';

/** The template coverage of some Functions and Tasks: the things that their expressions were seen to do. */
export interface Coverage {
  /** The Functions, then the Tasks, each sorted by name. */
  readonly resources: ReadonlyArray<ResourceCoverage>;
  /** The number of points that were reached. */
  readonly reached: number;
  readonly total: number;
  /** The percentage, from 0 to 100; 100 where there are no expressions. */
  readonly percent: number;
}

/** The part of a {@link Coverage} for one Function or Task. */
export interface ResourceCoverage {
  readonly kind: 'Function' | 'Task';
  readonly name: string;
  /** The file that it was read from, relative to the folder that the tests ran in. */
  readonly file?: string;
  readonly points: ReadonlyArray<CoveragePoint & { readonly reached: boolean }>;
}

/**
 * The points of one resource, and those that a run reached. It is plain data, which one process writes and another
 * reads.
 */
export interface CoverageRecord extends Pick<ResourceCoverage, 'file' | 'kind' | 'name'> {
  readonly points: ReadonlyArray<CoveragePoint>;
  /** The ids of the points that were reached. */
  readonly reached: ReadonlyArray<string>;
}

/** The part of a `Scenario` that its coverage needs. */
export interface CoveredScenario {
  /** The Task and the Functions that ran. */
  readonly runs: ReadonlyArray<TemplateRun>;
  /** The Task and the Functions that are under test. */
  readonly sources: ReadonlyArray<FunctionResource | TaskResource>;
}

/** The coverage of some scenarios, for a test that asks for it. The reporter has the coverage of a whole run. */
export function coverageOf(scenarios: Iterable<CoveredScenario>): Coverage {
  return readOr(mergeRecords([]), () =>
    mergeRecords([...scenarios].flatMap(({ runs, sources }) => recordsOf(runs, sources))),
  );
}

/** Records that `sources` exist, and the points that runs of them reached. Runs of others do not count. */
export function recordsOf(
  runs: ReadonlyArray<TemplateRun>,
  sources: ReadonlyArray<FunctionResource | TaskResource>,
): ReadonlyArray<CoverageRecord> {
  const reached = runs
    .filter(({ source }) => sources.includes(source))
    .map(({ source, scope }): CoverageRecord => {
      const ids = reachedPoints(source, (name) => scope.get(name)?.value);
      return { ...identityOf(source), points: [], reached: ids };
    });
  return [...sources.map(recordOf), ...reached];
}

/** The coverage of all records of one run or of many. */
export function mergeRecords(records: Iterable<CoverageRecord>): Coverage {
  const byIdentity = new Map<
    string,
    { record: CoverageRecord; points: Map<string, CoveragePoint>; reached: Set<string> }
  >();
  for (const record of records) {
    const key = `${record.kind} ${record.name} ${record.file ?? ''}`;
    const entry = byIdentity.get(key) ?? { record, points: new Map(), reached: new Set() };
    byIdentity.set(key, entry);
    for (const point of record.points) entry.points.set(point.id, point);
    for (const id of record.reached) entry.reached.add(id);
  }
  const entries = [...byIdentity].sort(([one], [other]) => (one < other ? -1 : 1));
  const resources = entries
    .map(([, entry]) => entry)
    .map(({ record: { kind, name, file }, points, reached }) => ({
      kind,
      name,
      ...(file === undefined ? {} : { file }),
      points: [...points.values()].map((point) => ({ ...point, reached: reached.has(point.id) })),
    }));
  const all = resources.flatMap(({ points }) => points);
  const reached = all.filter((point) => point.reached).length;
  return { resources, reached, total: all.length, percent: all.length === 0 ? 100 : (100 * reached) / all.length };
}

/** A resource with all of its points. */
function recordOf(resource: FunctionResource | TaskResource): CoverageRecord {
  const known = declarations.get(resource);
  if (known !== undefined) return known;
  const record = { ...identityOf(resource), points: coveragePoints(resource), reached: [] };
  declarations.set(resource, record);
  return record;
}

const declarations = new WeakMap<object, CoverageRecord>();

function identityOf(resource: FunctionResource | TaskResource): Pick<CoverageRecord, 'file' | 'kind' | 'name'> {
  const { kind, metadata } = resource;
  const file = locate(resource, ['metadata', 'name'])?.file;
  return { kind, name: metadata.name, ...(file === undefined ? {} : { file }) };
}
