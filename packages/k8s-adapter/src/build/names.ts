import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * The longest name that every kind of a plan and every label that is made of a name can bear: an RFC 1123 label.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const maximumNameLength = 63;

/**
 * A name of at most `limit` characters. One that fits comes back as it is; a longer one keeps its beginning and ends in
 * `-` and sixteen characters of the SHA-256 hash of the whole, so that two different names stay different.
 */
export function limitName(name: string, limit: number = maximumNameLength): string {
  return cutName(String(name), String(name), Number(limit) || maximumNameLength);
}

/** The name of a step's container: that of its Function, with `-` for `.`, and the place of the step, from 0. */
export function containerName(functionName: string, step?: number): string {
  const name = String(functionName).replaceAll('.', '-');
  return limitName(step === undefined ? name : `${name}-${step}`);
}

/**
 * The name of what an invoker's Jobs run as: its ServiceAccount, Role and RoleBinding.
 *
 * @param member - the place of the member in a batch, from 0; 0 for an invoker of one target
 */
export function accessName(kind: string, invokerName: string, member: number): string {
  return limitName(`${String(kind).toLowerCase()}-${invokerName}-${member}`);
}

/**
 * The name of the Role and RoleBinding that give an invoker access to a Repository in another namespace. They stand in
 * the Repository's namespace beside those of other namespaces' invokers: a name that could be read as another invoker's
 * too, because a namespace or a name holds the name of a kind, gets a hash of its parts.
 */
export function repositoryAccessName(namespace: string, kind: string, invokerName: string, member: number): string {
  const name = `${namespace}-${String(kind).toLowerCase()}-${invokerName}-${member}`;
  return unambiguous(name, [namespace, kind, invokerName, member]);
}

/**
 * The name of the ClusterRoleBinding that lets a ServiceAccount read the license. It is Stash's, which a namespace `a`
 * with an account `b-c` shares with a namespace `a-b` with an account `c`; names of accounts that are made for invokers
 * are told apart like those of {@link repositoryAccessName}.
 */
export function licenseReaderName(namespace: string, serviceAccount: string): string {
  return unambiguous(`appscode:license-reader-${namespace}-${serviceAccount}`, [namespace, serviceAccount]);
}

/**
 * The name of the Job that backs a member up in a session, with `-` for `.` as Stash has it: of two sessions in one
 * namespace whose short names differ in nothing else only one can run.
 */
export function backupJobName(sessionName: string, member: number): string {
  return withoutDots(`stash-backup-${sessionName}-${member}`);
}

/**
 * The name of the Job that restores a member, with `-` for `.` as Stash has it. It does not say the kind of the invoker:
 * of a RestoreSession and a RestoreBatch of one name in one namespace only one can run, and the first replica of `a` has
 * the name of a Job of `a-0`.
 *
 * @param ordinal - the replica that the Job restores, from 0, where claims are made for each
 */
export function restoreJobName(invokerName: string, member: number, ordinal?: number): string {
  const name = `stash-restore-${invokerName}-${member}`;
  return withoutDots(ordinal === undefined ? name : `${name}-${ordinal}`);
}

/**
 * The name of the claim for interim data: that of its owner and that of its template, as Stash has it. An owner `a` with
 * a template `b-c` shares it with an owner `a-b` with a template `c`.
 */
export function interimClaimName(ownerName: string, templateName: string): string {
  return limitName(`${ownerName}-${templateName}`);
}

const hashLength = 16;

const kindInName = /(?<=-)(?:backupconfiguration|backupbatch|restoresession|restorebatch)(?=-)/g;

/** With `-` for `.`; two long names stay different even where they differ in nothing else. */
function withoutDots(name: string): string {
  return cutName(name.replaceAll('.', '-'), name, maximumNameLength);
}

/** A name made of parts that hold the name of a kind only once, or one with a hash of the parts. */
function unambiguous(name: string, parts: ReadonlyArray<string | number>): string {
  const readings = name.match(kindInName)?.length ?? 0;
  return readings <= 1 ? limitName(name) : withHash(name, JSON.stringify(parts), maximumNameLength);
}

/** The name where it fits; its beginning and a hash of `whole` otherwise. */
function cutName(name: string, whole: string, limit: number): string {
  return name.length <= limit ? name : withHash(name, whole, limit);
}

function withHash(name: string, whole: string, limit: number): string {
  return `${trimEnd(name.slice(0, limit - hashLength - 1))}-${hash(whole)}`;
}

function hash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, hashLength);
}

/** A name may neither end in a dot or dash, nor hold one next to the other. */
function trimEnd(name: string): string {
  return name.replace(/[-.]+$/, '');
}
