import { array } from '../codec/array.ts';
import { IntOrString } from '../codec/int-or-string.ts';
import { literal, string } from '../codec/primitive.ts';
import { extend, type Struct, struct } from '../codec/struct.ts';
import { ExecAction, HTTPGetAction, HTTPHeader, TCPSocketAction } from '../kubernetes/handler.ts';

/** Actions before and after a backup. */
export interface BackupHooks {
  /** The action before the backup. The backup does not start if it fails. */
  readonly preBackup?: Handler;
  /** The action after the backup. */
  readonly postBackup?: PostBackupHook;
}

/** Actions before and after a restore. */
export interface RestoreHooks {
  /** The action before the restore. The restore does not start if it fails. */
  readonly preRestore?: Handler;
  /** The action after the restore. */
  readonly postRestore?: PostRestoreHook;
}

/** A hook after a backup, and the outcomes after which it runs. */
export interface PostBackupHook extends Handler {
  /** The outcomes after which it runs; `Always` where it is absent. */
  readonly executionPolicy?: 'Always' | 'OnFailure' | 'OnSuccess' | 'OnFinalRetryFailure';
}

/** A hook after a restore, and the outcomes after which it runs. */
export interface PostRestoreHook extends Handler {
  /** The outcomes after which it runs; `Always` where it is absent. */
  readonly executionPolicy?: 'Always' | 'OnFailure' | 'OnSuccess';
}

/** One action in a container of the target: exactly one of exec, httpGet, httpPost and tcpSocket. */
export interface Handler {
  /** A command to run in the container. */
  readonly exec?: ExecAction;
  /** An HTTP GET request to send to the container. */
  readonly httpGet?: HTTPGetAction;
  /** An HTTP POST request to send to the container. */
  readonly httpPost?: HTTPPostAction;
  /** A TCP connection to open to the container. */
  readonly tcpSocket?: TCPSocketAction;
  /** The container in which the command runs, or to which the named port belongs. */
  readonly containerName?: string;
}

/** An HTTP POST request. */
export interface HTTPPostAction {
  /** The path of the URL. */
  readonly path?: string;
  /** The port, as a number or as the name of a port of the container. */
  readonly port: IntOrString;
  /** The host; the IP of the pod where it is absent. */
  readonly host?: string;
  /** The scheme, HTTP where it is absent. */
  readonly scheme?: string;
  /** The headers of the request. One name may stand several times. */
  readonly httpHeaders?: ReadonlyArray<HTTPHeader>;
  /** The body of the request as it is sent. */
  readonly body?: string;
  /** The body of the request as form fields. */
  readonly form?: ReadonlyArray<FormEntry>;
}

/** One field of a form, with its values. */
export interface FormEntry {
  /** The name of the field. */
  readonly key?: string;
  /** Its values, in order. */
  readonly values?: ReadonlyArray<string>;
}

/** The codec of {@link FormEntry:type}. */
export const FormEntry: Struct<FormEntry> = struct(
  'FormEntry',
  {},
  {
    key: string,
    values: array(string),
  },
);

/** The codec of {@link HTTPPostAction:type}. */
export const HTTPPostAction: Struct<HTTPPostAction> = struct(
  'HTTPPostAction',
  {
    port: IntOrString,
  },
  {
    path: string,
    host: string,
    scheme: string,
    httpHeaders: array(HTTPHeader),
    body: string,
    form: array(FormEntry),
  },
);

/** The codec of {@link Handler:type}. */
export const Handler: Struct<Handler> = struct(
  'Handler',
  {},
  {
    exec: ExecAction,
    httpGet: HTTPGetAction,
    httpPost: HTTPPostAction,
    tcpSocket: TCPSocketAction,
    containerName: string,
  },
);

/** The codec of {@link PostBackupHook:type}. */
export const PostBackupHook: Struct<PostBackupHook> = extend(
  'PostBackupHook',
  Handler,
  {},
  {
    executionPolicy: literal('Always', 'OnFailure', 'OnSuccess', 'OnFinalRetryFailure'),
  },
);

/** The codec of {@link BackupHooks:type}. */
export const BackupHooks: Struct<BackupHooks> = struct(
  'BackupHooks',
  {},
  {
    preBackup: Handler,
    postBackup: PostBackupHook,
  },
);

/** The codec of {@link PostRestoreHook:type}. */
export const PostRestoreHook: Struct<PostRestoreHook> = extend(
  'PostRestoreHook',
  Handler,
  {},
  {
    executionPolicy: literal('Always', 'OnFailure', 'OnSuccess'),
  },
);

/** The codec of {@link RestoreHooks:type}. */
export const RestoreHooks: Struct<RestoreHooks> = struct(
  'RestoreHooks',
  {},
  {
    preRestore: Handler,
    postRestore: PostRestoreHook,
  },
);
