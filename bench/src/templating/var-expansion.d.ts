declare module 'var-expansion' {
  /** Shell parameter expansion of `:-`, `:=` and `:+`; parsed anew on each call. */
  export function substituteVariables(
    text: string,
    options: { readonly env: Readonly<Record<string, string>> },
  ): { readonly value: string; readonly error: unknown };
}
