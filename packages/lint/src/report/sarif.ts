import {
  formatPath,
  helpUriOf,
  type Problem,
  type ResourceReference,
  readOr,
  type Severity,
  type SourceSpan,
} from '@stash-functions/core/decode';
import { rules } from '../rules.ts';

/** Options of {@link toSarif} that describe the run. */
export interface SarifOptions {
  /** The version of the tool, for the log. */
  readonly version?: string;
  /** Gives the address of a code's page. Default: `helpUriOf`, on the site of this project. */
  readonly helpUri?: (code: string) => string;
}

/** A SARIF log, with the parts that {@link toSarif} fills. Code hosts read it to show problems beside the lines. */
export interface SarifLog {
  /** The JSON schema of the format. */
  readonly $schema: string;
  /** The version of the format. */
  readonly version: '2.1.0';
  /** The runs: one, of this tool. */
  readonly runs: readonly [SarifRun];
}

/** One run of one tool. */
export interface SarifRun {
  /** The tool that ran. */
  readonly tool: SarifTool;
  /** The unit of columns. */
  readonly columnKind: 'utf16CodeUnits';
  /** The results, one for each Problem, in their order. */
  readonly results: ReadonlyArray<SarifResult>;
}

/** The tool that ran. */
export interface SarifTool {
  /** The tool itself; it has no extensions. */
  readonly driver: SarifDriver;
}

/** The tool, with every rule that it reports in this run. */
export interface SarifDriver {
  /** `stash-functions` */
  readonly name: string;
  /** The version from {@link SarifOptions.version}. */
  readonly version?: string;
  /** The page of the project. */
  readonly informationUri: string;
  /** Every code of the results, once. */
  readonly rules: ReadonlyArray<SarifRule>;
}

/** The rule behind a code. */
export interface SarifRule {
  /** The code of the Problem. */
  readonly id: string;
  /** The meaning of the code, for the rules of lint. */
  readonly shortDescription?: SarifMessage;
  /** The page that explains the code. */
  readonly helpUri: string;
}

/** The result for a Problem. */
export interface SarifResult {
  /** The code of the Problem. */
  readonly ruleId: string;
  /** The index of the code in {@link SarifDriver.rules}. */
  readonly ruleIndex: number;
  /** The severity of the Problem. */
  readonly level: Severity;
  /** The message of the Problem. */
  readonly message: SarifMessage;
  /** The place of the Problem, as far as it is known. */
  readonly locations?: ReadonlyArray<SarifLocation>;
}

/** The message of a Problem. */
export interface SarifMessage {
  /** The message of the Problem, with its hint. */
  readonly text: string;
}

/** The place of a Problem: in a file, if it is known, and in a resource. */
export interface SarifLocation {
  /** The lines of the file. */
  readonly physicalLocation?: SarifPhysicalLocation;
  /** The resource and the path in it. */
  readonly logicalLocations?: ReadonlyArray<SarifLogicalLocation>;
}

/** A range of a file. */
export interface SarifPhysicalLocation {
  /** The file. */
  readonly artifactLocation: SarifArtifactLocation;
  /** The range. */
  readonly region: SarifRegion;
}

/** A file. */
export interface SarifArtifactLocation {
  /** The name that was given to `loadManifests`, as a URI reference. */
  readonly uri: string;
}

/** A place in a resource. */
export interface SarifLogicalLocation {
  /** `Function/postgres-backup/spec.args[3]` */
  readonly fullyQualifiedName: string;
}

/** A range in lines and columns, from 1. */
export interface SarifRegion {
  /** The line of the first character. */
  readonly startLine: number;
  /** The column of the first character. */
  readonly startColumn: number;
  /** The line of the character after the last one. */
  readonly endLine: number;
  /** The column of the character after the last one. */
  readonly endColumn: number;
}

/**
 * Makes a log of Problems in the Static Analysis Results Interchange Format 2.1.0. GitHub, GitLab and Azure DevOps show
 * it beside the code. Write it with `JSON.stringify`. The message in the log includes the hint of the Problem.
 *
 * A Problem has a file in the log if its manifest was loaded with a file name. Give `loadManifests` the path from the
 * root of the repository.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif(problems: ReadonlyArray<Problem>, options: SarifOptions = {}): SarifLog {
  return readOr(logOf([], {}), () => logOf(problems, options));
}

function logOf(problems: ReadonlyArray<Problem>, options: SarifOptions): SarifLog {
  const { version, helpUri = (code) => helpUriOf(code) } = options;
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const driver = {
    name: 'stash-functions',
    informationUri: 'https://github.com/stash-functions/stash-functions',
    rules: codes.map((id) => toRule(id, helpUri(id))),
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: version === undefined ? driver : { ...driver, version } },
        columnKind: 'utf16CodeUnits',
        results: problems.map((problem) => toResult(problem, codes)),
      },
    ],
  };
}

function toRule(id: string, helpUri: string): SarifRule {
  const meaning = meanings.get(id);
  return meaning === undefined ? { id, helpUri } : { id, shortDescription: { text: meaning }, helpUri };
}

const meanings: ReadonlyMap<string, string> = new Map(rules.map(({ code, meaning }) => [code, meaning]));

function toResult(
  { code, severity, message, hint, path, resource, source }: Problem,
  codes: ReadonlyArray<string>,
): SarifResult {
  const physical = source?.file === undefined ? {} : { physicalLocation: toPhysical(source, source.file) };
  const logical =
    resource === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: toLogical(resource, path) }] };
  const location = { ...physical, ...logical };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: hint === undefined ? message : `${message}. Hint: ${hint}` },
    ...(Object.keys(location).length === 0 ? {} : { locations: [location] }),
  };
}

function toPhysical({ start, end }: SourceSpan, file: string): SarifPhysicalLocation {
  return {
    artifactLocation: { uri: toUri(file) },
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

/** Turns a relative or absolute path into a URI reference, the only form that SARIF takes. */
function toUri(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? `file://${path}` : path;
}

/** `Function/postgres-backup/spec.args[3]` */
function toLogical({ kind, namespace, name }: ResourceReference, path: ReadonlyArray<string | number>): string {
  const full = [kind, namespace, name].filter((part) => part !== undefined).join('/');
  return path.length === 0 ? full : `${full}/${formatPath(path)}`;
}
