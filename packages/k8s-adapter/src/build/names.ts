import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { readOr } from '@stash-functions/core/decode';

/**
 * The longest name that fits every kind of a plan, and every label made from a name: that of an RFC 1123 label.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const maximumNameLength = 63;

/**
 * A name of at most `limit` characters. A name that fits comes back unchanged. A longer one keeps its beginning,
 * followed by `-` and sixteen characters of the SHA-256 hash of the whole. So two different names stay different.
 */
export function limitName(name: string, limit: number = maximumNameLength): string {
  return readOr('', () => cutName(String(name), String(name), Number(limit) || maximumNameLength));
}

/** The name of a step's container: the name of its Function with `-` for `.`, and the place of the step, from 0. */
export function containerName(functionName: string, step?: number): string {
  return readOr('', () => {
    const name = String(functionName).replaceAll('.', '-');
    return limitName(step === undefined ? name : `${name}-${step}`);
  });
}

/**
 * The name of the ServiceAccount, Role and RoleBinding of an invoker's Jobs.
 *
 * @param member - the place of the member in a batch, from 0; 0 for an invoker of one target
 */
export function accessName(kind: string, invokerName: string, member: number): string {
  return readOr('', () => limitName(`${String(kind).toLowerCase()}-${invokerName}-${member}`));
}

/**
 * The name of the Role and RoleBinding that give an invoker access to a Repository in another namespace. They stand in
 * the Repository's namespace, beside those of invokers from other namespaces. A namespace or a name may hold the name
 * of a kind, and so two invokers could get one name. Such a name gets a hash of its parts.
 */
export function repositoryAccessName(namespace: string, kind: string, invokerName: string, member: number): string {
  return readOr('', () => {
    const name = `${namespace}-${String(kind).toLowerCase()}-${invokerName}-${member}`;
    return unambiguous(name, [namespace, kind, invokerName, member]);
  });
}

/**
 * The name of the ClusterRoleBinding that lets a ServiceAccount read the license. It is the name that Stash gives it.
 * So account `b-c` of namespace `a` shares it with account `c` of namespace `a-b`. Accounts that are made for invokers
 * are told apart like the names of {@link repositoryAccessName}.
 */
export function licenseReaderName(namespace: string, serviceAccount: string): string {
  return readOr('', () =>
    unambiguous(`appscode:license-reader-${namespace}-${serviceAccount}`, [namespace, serviceAccount]),
  );
}

/**
 * The name of the Job that backs up a member in a session, with `-` for `.` as Stash has it. Two sessions of one
 * namespace may get the same name, where their short names differ in nothing else. Only one of them can run.
 */
export function backupJobName(sessionName: string, member: number): string {
  return readOr('', () => withoutDots(`stash-backup-${sessionName}-${member}`));
}

/**
 * The name of the Job that restores a member, with `-` for `.` as Stash has it. It does not hold the kind of the
 * invoker. So a RestoreSession and a RestoreBatch of one name cannot both run in a namespace. Likewise the first
 * replica of `a` has the same name as a Job of `a-0`.
 *
 * @param ordinal - the replica that the Job restores, from 0, where each has claims of its own
 */
export function restoreJobName(invokerName: string, member: number, ordinal?: number): string {
  return readOr('', () => {
    const name = `stash-restore-${invokerName}-${member}`;
    return withoutDots(ordinal === undefined ? name : `${name}-${ordinal}`);
  });
}

/**
 * The name of the claim for interim data: the names of its owner and of its template, as Stash has it. So owner `a`
 * with template `b-c` shares it with owner `a-b` with template `c`.
 */
export function interimClaimName(ownerName: string, templateName: string): string {
  return readOr('', () => limitName(`${ownerName}-${templateName}`));
}

const hashLength = 16;

const kindInName = /(?<=-)(?:backupconfiguration|backupbatch|restoresession|restorebatch)(?=-)/g;

/** Puts `-` for `.`. Two long names stay different even where they differ in nothing else. */
function withoutDots(name: string): string {
  return cutName(name.replaceAll('.', '-'), name, maximumNameLength);
}

/** A name from parts. It gets a hash of the parts where it holds the name of a kind more than once. */
function unambiguous(name: string, parts: ReadonlyArray<string | number>): string {
  const readings = name.match(kindInName)?.length ?? 0;
  return readings <= 1 ? limitName(name) : withHash(name, JSON.stringify(parts), maximumNameLength);
}

/** The name, if it fits; else its beginning and a hash of `whole`. */
function cutName(name: string, whole: string, limit: number): string {
  return name.length <= limit ? name : withHash(name, whole, limit);
}

function withHash(name: string, whole: string, limit: number): string {
  return `${trimEnd(name.slice(0, limit - hashLength - 1))}-${hash(whole)}`;
}

function hash(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, hashLength);
}

/** A name must not end in a dot or a dash, nor have one beside another. */
function trimEnd(name: string): string {
  return name.replace(/[-.]+$/, '');
}
