import { parseTemplate, renderTemplate } from '@stash-functions/templating';

/** A template with its variables, and the result of the reference. */
interface TemplateVector {
  readonly template: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly output?: string;
  readonly error?: 'unresolved' | 'syntax';
  /** The first variable that is missing, for `unresolved`. */
  readonly variable?: string;
}

export function isTemplateVector(vector: unknown): vector is TemplateVector {
  return typeof vector === 'object' && vector !== null && 'template' in vector && 'variables' in vector;
}

export function checkTemplate({
  template: text,
  variables,
  output,
  error,
  variable,
}: TemplateVector): string | undefined {
  const template = parseTemplate(text);
  if (template._tag === 'Left') return error === 'syntax' ? undefined : `${text} is refused: ${codes(template.left)}`;
  if (error === 'syntax') return `${text} is accepted, and is malformed`;
  const rendered = renderTemplate(template.right, variables);
  if (rendered._tag === 'Left') {
    const named = rendered.left.some((problem) => problem.message.includes(variable ?? '\0'));
    return named ? undefined : `${text} gives ${codes(rendered.left)}, not ${JSON.stringify(output ?? variable)}`;
  }
  return rendered.right === output
    ? undefined
    : `${text} gives ${JSON.stringify(rendered.right)}, not ${JSON.stringify(output ?? error)}`;
}

function codes(problems: ReadonlyArray<{ readonly code: string; readonly message: string }>): string {
  return problems.map(({ code, message }) => `${code} (${message})`).join(', ');
}
