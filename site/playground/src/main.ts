import { createClient } from './client.ts';
import { createManifestEditor } from './editor/manifest-editor.ts';
import { createPlanViewer } from './editor/plan-viewer.ts';
import { byId, element, fill } from './element.ts';
import { type AnalyzedExample, exampleTitles, loadExample } from './examples.ts';
import { downloadManifests, downloadPlan } from './files/download.ts';
import { takeFiles } from './files/open-files.ts';
import { exampleIn, fromFragment, toFragment } from './files/share.ts';
import type { Place, ShownOrigin, TextFile } from './protocol.ts';
import { createStore, noAnalysis, shownPlan } from './state.ts';
import { createChangeList } from './views/change-list.ts';
import { createFileTabs } from './views/file-tabs.ts';
import { showOriginBar } from './views/origin-bar.ts';
import { createProblemList } from './views/problem-list.ts';
import { createResultTabs } from './views/result-tabs.ts';
import { createStringList } from './views/string-list.ts';
import { createThemeButton } from './views/theme.ts';

const client = createClient(new URL('worker.js', import.meta.url));
const shared = await fromFragment(location.hash);
const first = await loadExample(exampleIn(location.hash));
const signs = ['pointermove', 'pointerdown', 'keydown', 'dragover'];
let hasStarted = false;
let isAsking = false;
let isStale = false;
let analyzed: ReadonlyArray<TextFile> = [];
const store = createStore({
  files: first.files,
  active: first.open,
  before: first.files,
  analysis: noAnalysis,
  plan: 0,
  sources: [],
});

if (new URLSearchParams(location.search).has('embed')) document.body.classList.add('embedded');
createThemeButton();
createFileTabs(store);
takeFiles(store, say);

const viewer = createPlanViewer(store, { onLine: lookAt, onJump: ({ places: [place] }) => goTo(place) });
const editor = createManifestEditor(store, client, {
  onCaret: (place) => viewer.showFrom(place),
  onJump: () => {
    chooseResult('plan');
    showSide('results');
    viewer.focus();
  },
});
const chooseResult = createResultTabs((name) => {
  if (name === 'changes') changes.draw();
  if (name === 'strings') strings.draw();
});
const changes = createChangeList(store, client, goTo);
createProblemList(store, { show: goTo, apply: editor.apply });
const strings = createStringList(store, goTo);
showOriginBar(undefined, goTo);
createToolbar();
createSides();

store.watch(['files'], sendTexts);
store.watch(['analysis', 'plan'], drawPlans);
addEventListener('hashchange', () => void loadFragment());
if (shared === undefined) {
  load(first);
  startBeforehand();
  if (location.hash.startsWith('#text=')) say('The text of this link is damaged: here is an example in its place');
} else loadShared(shared);
markReady();

/** Sends the texts at every change, ahead of any question about a place in them: the worker answers in order. */
function sendTexts(): void {
  const { files } = store.state();
  // The texts of an example came with their analysis, so the worker need not have started.
  const isKnown = files === analyzed;
  hasStarted ||= !isKnown;
  if (hasStarted) void client.ask('update', files);
  if (!isKnown) void analyzeSoon();
}

/** One question at a time: what is typed meanwhile is asked about when the answer is there. */
async function analyzeSoon(): Promise<void> {
  isStale = true;
  if (isAsking) return;
  isAsking = true;
  while (isStale) {
    isStale = false;
    const analysis = await client.ask('analyze', undefined);
    store.change({ analysis });
  }
  isAsking = false;
}

async function loadFragment(): Promise<void> {
  const files = await fromFragment(location.hash);
  if (files !== undefined) loadShared(files);
  else load(await loadExample(exampleIn(location.hash)));
}

function load({ name, files, open, analysis }: AnalyzedExample): void {
  drawExamples(name);
  analyzed = files;
  store.change({ files, before: files, active: open, plan: 0, sources: [], analysis });
}

function loadShared(files: ReadonlyArray<TextFile>): void {
  drawExamples('');
  hasStarted = true;
  store.change({ files, before: files, active: files[0]?.name ?? '', plan: 0, sources: [] });
}

/** The worker is there by the time that somebody who has come near the page has typed. */
function startBeforehand(): void {
  const start = (): void => {
    for (const each of signs) removeEventListener(each, start);
    hasStarted = true;
    void client.ask('update', store.state().files);
  };
  for (const each of signs) addEventListener(each, start, { passive: true });
}

function markReady(): void {
  document.documentElement.dataset.ready = 'true';
  performance.mark('ready');
}

function lookAt(origin: ShownOrigin | undefined): void {
  showOriginBar(origin, goTo);
  store.change({ sources: origin?.places ?? [] });
  const [place] = origin?.places ?? [];
  if (place !== undefined) editor.show(place);
}

function goTo(place: Place | undefined): void {
  if (place === undefined) return;
  showSide('manifests');
  editor.show(place, { focus: true });
}

function drawPlans(): void {
  const { analysis, plan } = store.state();
  const shown = shownPlan(store.state());
  const select = byId('plan-choice');
  fill(
    select,
    ...analysis.plans.map(({ title }, index) =>
      element('option', { value: String(index), selected: index === plan }, title),
    ),
  );
  const refusals = shown?.refusals ?? [];
  byId('plan').hidden = refusals.length > 0 || shown === undefined;
  byId('refusals').hidden = refusals.length === 0 && shown !== undefined;
  fill(
    byId('refusals'),
    element(
      'p',
      {},
      shown === undefined
        ? 'There is nothing to plan: write a BackupConfiguration, a BackupBatch, a RestoreSession or a RestoreBatch.'
        : 'There is no plan as long as these errors are there:',
    ),
    element('ul', {}, ...refusals.map((message) => element('li', {}, message))),
  );
  fill(
    byId('objects'),
    ...(shown?.objects ?? []).map(({ kind, title, line }) =>
      element(
        'li',
        {},
        element('button', { type: 'button', title, 'aria-label': title, onclick: () => viewer.focus(line) }, kind),
      ),
    ),
  );
}

/** The choice of examples; texts of a link are none of them. */
function drawExamples(chosen: string): void {
  const named = exampleTitles.map(({ name, title }) =>
    element('option', { value: name, selected: name === chosen }, title),
  );
  const fromLink = chosen === '' && element('option', { value: '', selected: true }, 'The texts of a link');
  fill(byId('example'), fromLink, ...named);
}

function createToolbar(): void {
  const select = byId('example');
  select.addEventListener('change', () => {
    if (select instanceof HTMLSelectElement && select.value !== '') location.hash = `example=${select.value}`;
  });
  const plans = byId('plan-choice');
  plans.addEventListener('change', () => {
    if (plans instanceof HTMLSelectElement) store.change({ plan: Number(plans.value) });
  });
  byId('download').addEventListener('click', () => downloadManifests(store.state()));
  byId('download-plan').addEventListener('click', () => downloadPlan(store.state()));
  byId('share').addEventListener('click', () => void share());
}

async function share(): Promise<void> {
  const link = await toFragment(store.state().files, client);
  if ('refused' in link) {
    say(link.refused);
    return;
  }
  history.replaceState(null, '', `#${link.fragment}`);
  const without =
    link.hidden === 0 ? '' : ` It goes without ${link.hidden} secret value${link.hidden === 1 ? '' : 's'}.`;
  const copied = await navigator.clipboard.writeText(location.href).then(
    () => 'The link is copied.',
    () => 'The link is in the address bar.',
  );
  say(copied + without);
}

/** On a phone one side is shown at a time. */
function createSides(): void {
  for (const name of ['manifests', 'results'] as const)
    byId(`show-${name}`).addEventListener('click', () => showSide(name));
}

function showSide(name: 'manifests' | 'results'): void {
  document.body.dataset.side = name;
  for (const each of ['manifests', 'results'] as const)
    byId(`show-${each}`).setAttribute('aria-pressed', String(each === name));
}

function say(message: string): void {
  byId('message').textContent = message;
}
