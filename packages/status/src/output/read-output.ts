import {
  type Condition,
  didYouMean,
  type FileStats,
  type Problem,
  type Problems,
  parseGoDuration,
  readOr,
  type SnapshotStats,
  type TargetRef,
} from '@stash-functions/core/decode';
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js';
import { present } from '../present.ts';
import { unreadableInput } from '../session/roll-up.ts';
import { type Field, type FieldReader, fieldReader } from './field-reader.ts';
import { fromStats } from './host-stats.ts';
import { parseJson } from './json-text.ts';
import { type OutputErrorCode, type OutputWarningCode, outputProblem } from './output-problem-code.ts';
import { parseProcessingTime } from './processing-time.ts';
import { parseSize } from './size.ts';
import { type HostOutcome, type HostPhase, hostPhases, type StepOutput } from './step-output.ts';

/** The options of {@link readOutput}. */
export interface ReadOutputOptions {
  /** The name of the file, for the places of problems. */
  readonly file?: string | undefined;
}

/** An output that was read, with its oddities. */
export interface ReadOutput extends StepOutput {
  /** The Problems that were mended or left out; each has its place in the text. */
  readonly warnings: ReadonlyArray<Problem<OutputWarningCode>>;
}

/**
 * Reads the `output.json` of a step, of a backup or of a restore, as Stash's own commands write it.
 *
 * Names match in any case, and unknown fields are ignored, as in Go's decoder. `null` and `{}` are an output without
 * hosts. A host that is there twice counts once, with its last entry. A number that cannot be read is left out with a
 * warning, where Stash loses the whole output or crashes.
 *
 * It never throws. Problems, with line and column: `output-empty`, `output-syntax`, and one `output-wrong-type` for
 * each value of a wrong type. Warnings: {@link OutputWarningCode}.
 */
export function readOutput(
  text: string,
  options: ReadOutputOptions = {},
): Either<Problems<OutputErrorCode | 'input-invalid'>, ReadOutput> {
  return readOr<Either<Problems<OutputErrorCode | 'input-invalid'>, ReadOutput>>(left([unreadableInput]), () => {
    if (text.trim() === '') {
      const message = 'the output is empty';
      return left([outputProblem('output-empty', { message, hint: 'the step ended before it wrote its output' })]);
    }
    const json = parseJson(text, options.file);
    if (isLeft(json)) {
      const { message, source } = json.left;
      return left([outputProblem('output-syntax', { message: `the output is not JSON: ${message}`, source })]);
    }
    const reader = fieldReader(json.right);
    const status = reader.object(reader.root, 'targetStatus');
    const output = status === undefined ? { hosts: [] } : readTargetStatus(reader, status);
    const [first, ...rest] = reader.errors;
    return first === undefined ? right({ ...output, warnings: reader.warnings }) : left([first, ...rest]);
  });
}

function readTargetStatus(reader: FieldReader, status: Field): StepOutput {
  const target = readTarget(reader, status);
  const conditions = reader.objects(status, 'conditions')?.map((condition) => readCondition(reader, condition));
  return present({ target, hosts: readHosts(reader, reader.objects(status, 'stats') ?? []), conditions });
}

function readTarget(reader: FieldReader, status: Field): TargetRef | undefined {
  const ref = reader.object(status, 'ref');
  return ref === undefined ? undefined : texts(reader, ref, ['apiVersion', 'kind', 'name', 'namespace']);
}

/** The time in the file is that of the step's clock. A status gets the time of its writer instead. */
function readCondition(reader: FieldReader, condition: Field): Condition {
  return {
    type: '',
    status: '',
    lastTransitionTime: '',
    ...texts(reader, condition, ['type', 'status', 'lastTransitionTime', 'reason', 'message', 'severity']),
  };
}

/** Each host once: its last entry, in the place of its first. */
function readHosts(reader: FieldReader, entries: ReadonlyArray<Field>): ReadonlyArray<HostOutcome> {
  const hosts = new Map<string, HostOutcome>();
  for (const entry of entries) {
    const host = readHost(reader, entry);
    const { hostname } = host;
    if (hosts.has(hostname))
      reader.warn('duplicate-host', entry, 'hostname', `the host \`${hostname}\` is there twice`);
    hosts.set(hostname, host);
  }
  return [...hosts.values()];
}

function readHost(reader: FieldReader, entry: Field): HostOutcome {
  const duration = numeral(
    reader,
    entry,
    'duration',
    parseGoDuration,
    'invalid-duration',
    'write it as Go does: `1m2.5s`',
  );
  const snapshots = reader.objects(entry, 'snapshots')?.map((snapshot) => readSnapshot(reader, snapshot));
  const { phase, problem } = readPhase(reader, entry);
  const { error = problem, ...names } = texts(reader, entry, ['hostname', 'error']);
  return fromStats(present({ ...names, phase, duration, error, snapshots }));
}

/** A word that is no phase must not count as success, nor be waited for. So the host has failed. */
function readPhase(reader: FieldReader, entry: Field): { readonly phase?: HostPhase; readonly problem?: string } {
  const text = reader.text(entry, 'phase');
  if (text === undefined) {
    reader.warn('missing-phase', entry, 'phase', 'the host has no phase, so that it counts as not finished');
    return {};
  }
  const phase = hostPhases.find((known) => known === text);
  if (phase !== undefined) return { phase };
  const meant = didYouMean(text, hostPhases);
  const problem = `\`${text}\` is no phase of a host`;
  reader.warn('unknown-phase', entry, 'phase', problem, meant === undefined ? undefined : `did you mean \`${meant}\`?`);
  return { phase: 'Failed', problem };
}

function readSnapshot(reader: FieldReader, entry: Field): SnapshotStats {
  const size = 'write a number, a blank, and B, KiB, MiB, GiB or TiB';
  const totalSize = numeral(reader, entry, 'totalSize', parseSize, 'invalid-size', size);
  const uploaded = numeral(reader, entry, 'uploaded', parseSize, 'invalid-size', size);
  const time = 'write m:ss or h:mm:ss';
  const processingTime = numeral(reader, entry, 'processingTime', parseProcessingTime, 'invalid-processing-time', time);
  const fileStats = reader.object(entry, 'fileStats');
  return present({
    ...texts(reader, entry, ['name', 'path']),
    totalSize,
    uploaded,
    processingTime,
    fileStats: fileStats === undefined ? undefined : readFileStats(reader, fileStats),
  });
}

function readFileStats(reader: FieldReader, entry: Field): FileStats {
  return present({
    totalFiles: reader.count(entry, 'totalFiles'),
    newFiles: reader.count(entry, 'newFiles'),
    modifiedFiles: reader.count(entry, 'modifiedFiles'),
    unmodifiedFiles: reader.count(entry, 'unmodifiedFiles'),
  });
}

/** The text of a number, with a warning where it is no number. */
function numeral(
  reader: FieldReader,
  entry: Field,
  name: string,
  parse: (text: string) => number | undefined,
  code: OutputWarningCode,
  hint: string,
): string | undefined {
  const text = reader.text(entry, name);
  if (text !== undefined && parse(text) === undefined) {
    reader.warn(code, entry, name, `\`${text}\` is not read as a ${name}`, hint);
  }
  return text;
}

function texts<Name extends string>(
  reader: FieldReader,
  entry: Field,
  names: ReadonlyArray<Name>,
): { readonly [K in Name]?: string } {
  const found: { [K in Name]?: string } = {};
  for (const name of names) {
    const text = reader.text(entry, name);
    if (text !== undefined) found[name] = text;
  }
  return found;
}
