import { describe, expect, it } from 'vitest';
import { applyFixes } from '../../problem/apply-fixes.ts';
import type { Problem } from '../../problem/problem.ts';
import { loadManifests } from '../load.ts';

const nbsp = '\u00a0';

/**
 * Each row: a name, the text of a document, the place of the first problem, a word of its message, and the text with
 * its fixes applied.
 */
const fixed: ReadonlyArray<readonly [name: string, text: string, place: string, word: string, after: string]> = [
  ['a cron schedule', 'a: */5 * * * * # often\nb: c', '1:4-15', 'alias', 'a: "*/5 * * * *" # often\nb: c'],
  ['a schedule of stars', 'a: * * * * *', '1:4-13', 'alias', 'a: "* * * * *"'],
  ['an at sign', '- @daily', '1:3-9', 'reserves', '- "@daily"'],
  ['a percent sign', 'a: %d', '1:4-6', 'directives', 'a: "%d"'],
  ['a bracket that begins a text', 'a: [a-z]+ b', '1:4-12', 'list', 'a: "[a-z]+ b"'],
  ['a brace that begins a text', 'a: {b} c', '1:4-9', 'object', 'a: "{b} c"'],
  ['a bar with text', 'a: | b', '1:4-7', 'block', 'a: "| b"'],
  ['text behind a quote', 'a: "10.2"-v2\nb: c', '1:10-13', 'closing quote', 'a: "10.2-v2"\nb: c'],
  ['words behind a quote', '- "sh" -c "x"', '1:8-14', 'closing quote', `- '"sh" -c "x"'`],
  ['an apostrophe', "a: 'it's'", '1:8-10', 'closing quote', 'a: "it\'s"'],
  ['quotes in quotes', 'a: "say "hi" now"', '1:10-18', 'closing quote', `a: 'say "hi" now'`],
  ['an open quote', 'a: "b\nc: d', '1:4-6', 'not closed', 'a: "b"\nc: d'],
  ['an escape that is none', 'a: "\\d+"', '1:5-7', '`\\d`', 'a: "\\\\d+"'],
  ['a value on the line of a map', 'metadata: name: pg', '1:11-19', '`name: pg`', 'metadata:\n  name: pg'],
  ['a text with a colon', 'a: --x=b: c', '1:4-12', '`--x=b: c`', 'a: "--x=b: c"'],
  ['a text with a colon in brackets', 'a: [b, c d: e: f]', '1:13-17', '`e: f`', 'a: [b, c d: "e: f"]'],
  ['a template in brackets', 'a: [--b=${X}/c, d]', '1:9-13', '`${`', 'a: ["--b=${X}/c", d]'],
  [
    'a key below a value',
    'a:\n  - name: b\n      path: c\n      ro: true\n    x: y',
    '3:7-14',
    '`path`',
    'a:\n  - name: b\n    path: c\n    ro: true\n    x: y',
  ],
  ['a key below a quoted value', 'a:\n  b: "c"\n   d: e', '3:4-8', '`d: e`', 'a:\n  b: "c"\n  d: e'],
  [
    'a key out of line',
    'a:\n    b: c\n   d:\n     e: f\ng: h',
    '3:4-6',
    '`d:`',
    'a:\n    b: c\n    d:\n      e: f\ng: h',
  ],
  ['an item out of line', 'a:\n   - b\n  - c: d', '3:3-9', '`- c: d`', 'a:\n   - b\n   - c: d'],
  ['a value below its key', 'a:\n  b:\n  0 3 * * *\n  c: d', '3:3-12', '`b`', 'a:\n  b: 0 3 * * *\n  c: d'],
  ['a schedule below its key', 'a:\n*/5 * * * *\nb: c', '2:1-12', '`a`', 'a: "*/5 * * * *"\nb: c'],
  ['a text below its bar', 'a: |\nb\nc: d', '2:1-2', '`a`', 'a: |\n  b\nc: d'],
  ['a dash without a space', 'a:\n  - b\n  -c', '3:3-5', '`-c`', 'a:\n  - b\n  - c'],
  ['an option without a dash', 'a:\n  - b\n  --c', '3:3-6', '`--c`', 'a:\n  - b\n  - --c'],
  ['an item on the line of its key', '  a: - b', '1:6-9', '`- b`', '  a:\n  - b'],
  ['a colon without a space', 'a: b\nc:d', '2:1-4', '`c:d`', 'a: b\nc: d'],
  ['an open bracket', 'a: [b, c\nd: e', '1:4-9', '[', 'a: [b, c]\nd: e'],
  ['an open brace', 'a: {b: c\nd: e', '1:4-9', '{', 'a: {b: c}\nd: e'],
  ['brackets over lines', 'a: [b,\nc]', '2:1-2', '[', 'a: [b,\n  c]'],
  ['a comma too many', 'a: [b,, c]', '1:7-8', 'comma', 'a: [b, c]'],
  ['a tab', 'a:\n\tb:\n\t\tc: d', '2:1-2', 'tab', 'a:\n  b:\n    c: d'],
  ['a command', '$ kubectl get x -o yaml\na: b', '1:1-24', 'command', '\na: b'],
  ['a prompt', 'a: b\n❯ kubectl get y\nc: d', '2:1-16', 'command', 'a: b\nc: d'],
  ['lines left out', 'a:\n  b: c\n  ...\nd: e', '3:3-6', 'left out', 'a:\n  b: c\nd: e'],
  ['a full-width colon', 'a：b\nc:\n  - d', '1:2-3', 'full-width colon', 'a: b\nc:\n  - d'],
  ['a no-break space behind a colon', `a:${nbsp}b\nc: d`, '1:3-4', 'no-break space', 'a: b\nc: d'],
  ['no-break spaces before an item', `a:\n${nbsp}${nbsp}- b\nc: d`, '2:1-3', 'no-break space', 'a:\n  - b\nc: d'],
  ['curly quotes', 'a: “b: c”', '1:4-5', 'curly quote', 'a: "b: c"'],
  ['an en dash for a dash', 'a:\n  – b: c\n  - d', '2:3-4', 'en dash', 'a:\n  - b: c\n  - d'],
  ['a hidden space before a key', 'a: b\n\u200bc\nd: e', '2:1-2', 'zero-width space', 'a: b\nc\nd: e'],
];

describe('a mistake of YAML is named, and its fix cures it', () => {
  it.each(fixed)('%s', (_, text, place, word, after) => {
    const [first] = syntaxErrors(text);
    const { start, end } = first?.source ?? {};
    const columns = start?.line === end?.line ? end?.column : `${end?.line}:${end?.column}`;
    expect(`${start?.line}:${start?.column}-${columns}`).toBe(place);
    expect(first?.message).toContain(word);
    const cured = applyFixes(text, syntaxErrors(text));
    expect(cured).toBe(after);
    if (after !== 'a: b\nc\nd: e') expect(syntaxErrors(cured)).toEqual([]);
  });
});

describe('a mistake that no machine can mend is named', () => {
  it.each([
    ['an item beside keys', '- b\nc: d', '2:1', 'among the items of a list'],
    ['text beside keys', 'a:\n  b\n  c: d', '2:3', 'beside the key `c`'],
    ['text beside the keys of an item', 'a:\n  - b\n    c: d', '2:5', 'beside the key `c`'],
    ['two lines without a colon', 'a: b\nc', '2:1', 'a colon is missing'],
    ['a missing comma', 'a: ["b" c]', '1:9', 'a comma is missing'],
    ['a manifest on the line of its separator', '--- a: b', '1:5', '`---`'],
    ['a type that is not closed', 'a: [!<b]', '1:5', '`!type`'],
    ['a document that is complete', '[a]\nb: c', '2:1', 'complete'],
  ])('%s', (_, text, place, words) => {
    const problems = syntaxErrors(text);
    expect(problems.map(({ source }) => `${source?.start.line}:${source?.start.column}`)).toEqual([place]);
    expect(problems[0]?.message).toContain(words);
  });
});

describe('a template of another language', () => {
  const helm = `{{- if .Values.backup.enabled }}
kind: Function
metadata:
  labels:
    {{- include "app.labels" . | nindent 4 }}
  name: {{ .Release.Name }}-dump
{{- end }}
`;

  it.each([
    ['Helm', helm, '1:1', 'a Helm template'],
    ['Helm, of two documents', `${helm}---\n${helm}`, '1:1', 'a Helm template'],
    ['Helm behind a valid document', `kind: A\napiVersion: v1\n---\n${helm}`, '4:1', 'a Helm template'],
    ['Helm, with a comment alone', '{{/* why */}}\na: b\n', '1:1', 'a Helm template'],
    ['Helm, one value', 'a: b\nc: {{ .Values.c | quote }}\n', '2:4', 'a Helm template'],
    ['Jinja', '{% if x %}\na: b\n{% endif %}\n', '1:1', 'a Jinja template'],
    ['one that is not known', 'a: {{ b }}-c\n', '1:4', 'a template with `{{ }}`'],
  ])('is told once: %s', (_, text, place, words) => {
    const result = loadManifests(text);
    const problems = result._tag === 'Left' ? result.left : [];
    expect(problems.map(({ code, source }) => `${code} ${source?.start.line}:${source?.start.column}`)).toEqual([
      `yaml-syntax ${place}`,
    ]);
    expect(problems[0]?.message).toContain(words);
  });

  it.each([
    ['in quotes', 'apiVersion: v1\nkind: A\na: "{{ .b }}"\n'],
    ['in a comment', '# {{ .a }}\napiVersion: v1\nkind: A\n'],
    ['in a text of many lines', 'apiVersion: v1\nkind: A\na: |\n  {{ .b }}\n'],
  ])('is none where it stands %s', (_, text) => {
    expect(loadManifests(text)._tag).toBe('Right');
  });

  it('does not hide what is wrong without it', () => {
    expect(syntaxErrors('a: |\n  docker ps {{.ID}}\nb: @c\n')[0]?.message).toContain('`@c`');
  });
});

describe('text that YAML drops', () => {
  const head = 'apiVersion: v1\nkind: Example\n';

  it.each([
    ['a type without a value', 'v: !important.txt', 'v: "!important.txt"'],
    ['a type before a value', 'v: [!b c, d]', 'v: ["!b c", d]'],
    ['a name without a value', 'v: &b', 'v: "&b"'],
    ['a name that Kubernetes refuses', 'v: && b', 'v: "&& b"'],
    ['an alias of nothing', 'v: *b.yaml', 'v: "*b.yaml"'],
    ['an infinite number', 'v: .inf', 'v: ".inf"'],
    ['a number that is not exact', 'v: 9007199254740993', 'v: "9007199254740993"'],
    ['a key that is null', '~: v', '"~": v'],
    ['a template that a comment cuts', 'v: ${X:=a #b}', 'v: "${X:=a #b}"'],
    ['a control character', 'v: b\x07c', 'v: bc'],
  ])('is said, with a fix: %s', (_, text, after) => {
    const cured = applyFixes(`${head}${text}\n`, problemsOf(`${head}${text}\n`));
    expect(cured).toBe(`${head}${after}\n`);
    expect(problemsOf(cured)).toEqual([]);
  });

  it('is not said of what is a name or a type of YAML', () => {
    expect(problemsOf(`${head}v: &b c\nw: *b\nx: !!str 1\ny: ! z\n`)).toEqual([]);
    expect(problemsOf(`${head}v: !Ref {b: c}\n`).map(({ code }) => code)).toEqual(['dropped-text']);
  });
});

function problemsOf(text: string): ReadonlyArray<Problem> {
  const result = loadManifests(text);
  return result._tag === 'Left' ? result.left : result.right.warnings;
}

function syntaxErrors(text: string): ReadonlyArray<Problem> {
  return problemsOf(text).filter(({ code }) => code === 'yaml-syntax');
}
