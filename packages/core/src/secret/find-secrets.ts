import { readOr } from '../input/read-or.ts';
import { looksSecret, secretHint } from './secret-name.ts';

/** A secret in a text. */
export interface FoundSecret {
  /** The thing that holds it, in the words of a message: `the URL`. */
  readonly what: string;
  /** The offset of the secret alone, in UTF-16 code units of the text. */
  readonly offset: number;
  readonly length: number;
}

/**
 * Finds the secrets in a text. It knows the password of a URL, the value of a flag (`--password=x`, `--token x`), and
 * the value of a variable in front of a command (`PGPASSWORD=x pg_dump`). For known programs it also knows the value
 * behind `-p`. A template or a reference to a variable is no secret.
 */
export function findSecrets(text: string): ReadonlyArray<FoundSecret> {
  return readOr([], () => {
    if (text.length > longest || !/[=:\s]/.test(text)) return none;
    // Without a word that hints at a secret, only a URL or a flag of one letter can hold one.
    if (!secretHint.test(text) && !text.includes('://') && !/\s-/.test(text)) return none;
    const found: Array<FoundSecret> = [];
    const all = [inUrls, inFlags, inAssignments, inToolFlags, inHeaders].flatMap((find) => find(text));
    for (const secret of all) {
      const end = secret.offset + secret.length;
      if (!found.some(({ offset, length }) => secret.offset < offset + length && offset < end)) found.push(secret);
    }
    return found;
  });
}

/**
 * Finds the secrets in a list of arguments: in an element of its own, `['--password', 'x']`, or behind a flag of one
 * letter that the program has, `['mysqldump', '-px']`.
 */
export function findSplitSecrets(args: ReadonlyArray<string>): ReadonlyArray<FoundSecret & { readonly index: number }> {
  return readOr([], () => {
    const [program = ''] = args;
    const tool = toolFlags.find((each) => each.tool.test(`${program} `));
    return args.flatMap((value, index) => {
      const flag = args[index - 1] ?? '';
      const attached = index === 0 ? undefined : tool?.attached?.exec(value)?.[1];
      if (attached !== undefined && isPlain(attached)) {
        return [{ what: 'a command', offset: value.length - attached.length, length: attached.length, index }];
      }
      const isFlag = /^--?[A-Za-z]/.test(flag) && !/[=\s]/.test(flag);
      const isSecret = isFlag && (looksSecret(flag.replace(/^-+/, '')) || tool?.split?.includes(flag) === true);
      return isSecret && !value.startsWith('-') && isPlain(value)
        ? [{ what: `the argument behind \`${flag}\``, offset: 0, length: value.length, index }]
        : [];
    });
  });
}

/**
 * True for a secret in plain text: no template, no reference to a variable, no switch, and no placeholder for people.
 *
 * @param name - the name of the value: `secret: pg-auth` names a Secret, and holds none
 */
export function isPlain(value: string, name = ''): boolean {
  return readOr(false, () => {
    const text = value.trim();
    if (text === '' || /\$[({A-Za-z_]|\{\{/.test(text)) return false;
    if (/^(?:true|false|yes|no|on|off|none|null|nil|enabled|disabled|optional|required|\d)$/i.test(text)) return false;
    if (/^<.*>$|^[*x.•]+$|^\[?redacted\]?$/i.test(text) || /^\/[\w.-]+(?:\/[\w.-]+)+$/.test(text)) return false;
    return !(/(?:secret|credentials?)$/i.test(name) && isNameOfSecret(text));
  });
}

/** True for names as Secrets of Kubernetes have them: `pg-auth`, `s3-credentials`. */
function isNameOfSecret(text: string): boolean {
  const words = text.split(/[-.]/);
  return (
    /^[a-z0-9]+(?:[-.][a-z0-9]+)+$/.test(text) &&
    words.some((word) =>
      /^(?:secrets?|auth|creds?|credentials?|tls|certs?|password|pass|keys?|token|config)$/.test(word),
    )
  );
}

/** Nearly every text holds no secret. */
const none: ReadonlyArray<never> = [];

/** A longer text is data and is not searched. */
const longest = 20_000;

function inUrls(text: string): ReadonlyArray<FoundSecret> {
  if (!text.includes('://')) return [];
  return [...text.matchAll(/[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"]{0,200}:([^\s/@'"]{1,200})@/gi)].flatMap((match) => {
    const [whole, password = ''] = match;
    const offset = match.index + whole.length - 1 - password.length;
    return isPlain(password) ? [{ what: 'the URL', offset, length: password.length }] : [];
  });
}

function inFlags(text: string): ReadonlyArray<FoundSecret> {
  return [...text.matchAll(/(?<![\w-])--?([A-Za-z][\w-]{0,60})(=|\s+)(['"]?)([^\s'"]{1,200})/g)].flatMap((match) => {
    const [whole, flag = '', separator = '', , value = ''] = match;
    const isSecret = looksSecret(flag) || flag.toLowerCase() === 'auth' || flag.toLowerCase() === 'pwd';
    const isOtherFlag = separator !== '=' && value.startsWith('-');
    if (!isSecret || isOtherFlag || !isPlain(value, flag)) return [];
    return [{ what: `\`--${flag}\``, offset: match.index + whole.length - value.length, length: value.length }];
  });
}

/** `PGPASSWORD=x pg_dump`, `export TOKEN=x`, `host=db password=x`. */
function inAssignments(text: string): ReadonlyArray<FoundSecret> {
  return [...text.matchAll(/(?<![\w$.?&{-])([A-Za-z_][\w.]{0,80})=(['"]?)([^\s'";&|)]{1,200})/g)].flatMap((match) => {
    const [whole, name = '', , value = ''] = match;
    if (!looksSecret(name) || !isPlain(value, name)) return [];
    return [{ what: `\`${name}\``, offset: match.index + whole.length - value.length, length: value.length }];
  });
}

/** `Authorization: Bearer x` */
function inHeaders(text: string): ReadonlyArray<FoundSecret> {
  return [...text.matchAll(/\bAuthorization:\s*(?:Bearer|Basic|Token)\s+([^\s'"]{1,400})/gi)].flatMap((match) => {
    const [whole, value = ''] = match;
    const offset = match.index + whole.length - value.length;
    return isPlain(value) ? [{ what: 'a header', offset, length: value.length }] : [];
  });
}

interface ToolFlags {
  /** The program of a command. */
  readonly tool: RegExp;
  /** The rest of a command up to a flag. Its first group is the secret, right behind the flag or behind a space. */
  readonly command: RegExp;
  /** One argument that is both the flag and the secret. */
  readonly attached?: RegExp;
  /** Flags whose secret is the next argument. */
  readonly split?: ReadonlyArray<string>;
}

const toolFlags: ReadonlyArray<ToolFlags> = [
  {
    ...commandOf('mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|xtrabackup', String.raw`-p['"]?([^\s'"-][^\s'"]*)`),
    attached: /^-p(.+)$/,
  },
  {
    ...commandOf('mongo|mongosh|mongodump|mongorestore|mongoexport|sshpass', String.raw`-p\s*['"]?([^\s'"-][^\s'"]*)`),
    split: ['-p'],
  },
  { ...commandOf('redis-cli', String.raw`-a\s+['"]?([^\s'"-][^\s'"]*)`), split: ['-a'] },
  { ...commandOf('sqlcmd|sqlpackage', String.raw`-P\s*['"]?([^\s'"-][^\s'"]*)`), split: ['-P'] },
  commandOf('curl', String.raw`(?:-u|--user)[\s=]*['"]?[^\s'":]+:([^\s'"]+)`),
];

/** A command ends with its line, unless a backslash stands there, or where the next command begins. */
function commandOf(programs: string, flag: string): ToolFlags {
  const start = String.raw`(?:^|[\s;&|(/])(?:${programs})\s`;
  return {
    tool: new RegExp(start),
    command: new RegExp(String.raw`${start}(?:(?:[^;|&\n\\]|\\[\s\S])*?\s)?${flag}`, 'g'),
  };
}

function inToolFlags(text: string): ReadonlyArray<FoundSecret> {
  return toolFlags.flatMap(({ tool, command }) => {
    if (!tool.test(text)) return [];
    return [...text.matchAll(command)].flatMap((match) => {
      const [whole, value = ''] = match;
      if (!isPlain(value)) return [];
      return [{ what: 'a command', offset: match.index + whole.length - value.length, length: value.length }];
    });
  });
}
