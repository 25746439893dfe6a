import { describeExports } from '../../core/test/never-throws.ts';
import { createLanguageService } from './service.ts';

const text = `apiVersion: stash.appscode.com/v1beta1
kind: Function
metadata: { name: dump }
spec: { image: acme/dump, args: ['--x=\${TARGET_NAME}', '\${a:=b}'] }
---
apiVersion: stash.appscode.com/v1beta1
kind: Task
metadata: { name: dump }
spec: { steps: [{ name: dump, params: [{ name: a, value: x }] }] }
`;
const uri = 'a.yaml';
const position = { line: 3, character: 40 };
const range = { start: { line: 0, character: 0 }, end: { line: 8, character: 0 } };
const service = createLanguageService();
service.open(uri, text, 1);

describeExports(
  '@stash-functions/language-service',
  { createLanguageService, ...service },
  {
    createLanguageService: [{ site: 'https://example.com' }],
    open: [uri, text, 2],
    close: ['b.yaml'],
    setLibrary: [[['lib.yaml', text.replaceAll('dump', 'load')]]],
    textOf: [uri],
    diagnostics: [uri],
    problems: [uri],
    hover: [uri, position],
    completions: [uri, position],
    definitions: [uri, position],
    references: [uri, position],
    prepareRename: [uri, position],
    rename: [uri, position, 'other'],
    codeActions: [uri, range],
    symbols: [uri],
    foldingRanges: [uri],
    tokens: [uri],
    inlayHints: [uri, range],
    links: [uri],
    plans: [],
  },
  { changes: ['plans'] },
);
