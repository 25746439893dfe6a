/** The meaning of an object type and of its fields, for people: one plain line each. */
export interface TypeDescription {
  /** The type itself, as a noun phrase. */
  readonly text: string;
  /** The page that defines the type, where there is one on the web. */
  readonly reference?: string | undefined;
  /** Each field by its name: meaning, then unit or format, default and limit. */
  readonly fields: Readonly<Record<string, string>>;
  /** The type that this one extends. It describes the fields that are not described here. */
  readonly base?: string | undefined;
}

/** Descriptions by the name of the type: `Probe`, `BackupConfigurationSpec`. */
export type TypeDescriptions = Readonly<Record<string, TypeDescription>>;
