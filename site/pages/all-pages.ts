import { architecturePage } from './architecture-page.ts';
import { docsPages } from './docs-pages.ts';
import { homePage } from './home-page.ts';
import { kindPages } from './kind-pages.ts';
import { operatorPages } from './operator-pages.ts';
import type { Page } from './page.ts';
import { problemPages } from './problem-pages.ts';
import { variablePages } from './variable-pages.ts';

/** Every page of the site but those of the API, which typedoc makes. */
export function allPages(): ReadonlyArray<Page> {
  const problems = problemPages();
  return [
    homePage(problems.length - 1),
    architecturePage(),
    ...docsPages(),
    ...kindPages(),
    ...operatorPages(),
    ...variablePages(),
    ...problems,
  ];
}
