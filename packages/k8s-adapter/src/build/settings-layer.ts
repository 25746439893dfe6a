import type { Path, Source } from '../origin/origins.ts';

/** Settings, and the place of each of their fields. */
export interface SettingsLayer<Settings> {
  readonly settings: Settings | undefined;
  /** The source of a field of the settings; undefined where it is not known. */
  readonly at: (path: Path) => Source | undefined;
}
