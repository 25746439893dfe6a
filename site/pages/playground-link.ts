import { deflateRawSync } from 'node:zlib';
import type { TextFile } from '../playground/src/protocol.ts';
import { base } from './base.ts';

/** A link that opens texts in the playground: what its own button makes of them. */
export function playgroundLink(files: ReadonlyArray<TextFile>): string {
  const packed = deflateRawSync(JSON.stringify(files.map(({ name, text }) => [name, text])), { level: 9 });
  return `${playground}#text=${packed.toString('base64url')}`;
}

/** The address of the playground, with the path of the site: VitePress leaves links with a target as they are. */
export const playground: string = `${base}playground/`;

/** The attributes of a link to the playground: the router of the site leaves a link with a target to the browser. */
export const tryAttributes = '{.try target=_self}';

/** A line of Markdown with a link to the playground, which the site shows on the page where there is JavaScript. */
export function tryThis(link: string, label = 'Try this in the playground'): string {
  return `[${label}](${link})${tryAttributes}`;
}
