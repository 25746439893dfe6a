import type { Analysis, TextFile } from './protocol.ts';

/** A set of texts to begin with. */
export interface Example {
  /** As the fragment of a link has it: `#example=postgres`. */
  readonly name: string;
  readonly title: string;
  readonly files: ReadonlyArray<TextFile>;
  /** The name of the file that is shown first. */
  readonly open: string;
}

/** An example with everything that is shown of it, which the build has made: the page shows it before its worker runs. */
export interface AnalyzedExample extends Example {
  readonly analysis: Analysis;
}

/** The examples by name, the first one to begin with. The build says them. */
export const exampleTitles: ReadonlyArray<Pick<Example, 'name' | 'title'>> = EXAMPLE_TITLES;

/** An example by its name; the first one where the name is not known. */
export async function loadExample(wanted: string | undefined): Promise<AnalyzedExample> {
  const known = exampleTitles.find(({ name }) => name === wanted) ?? exampleTitles[0];
  const { example }: { readonly example: AnalyzedExample } = await import(
    new URL(`example-${known?.name}.js`, import.meta.url).href
  );
  return example;
}

declare const EXAMPLE_TITLES: ReadonlyArray<Pick<Example, 'name' | 'title'>>;
