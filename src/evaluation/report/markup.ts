/** Markup that is safe to put into a page as it is. */
export interface Markup {
  readonly html: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => entities[mark] ?? mark);

type Part = Markup | string | number | readonly Markup[];

/** Builds markup from a template; values are escaped unless they are markup themselves. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const inner = parts.map((part) => {
    if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
    return 'html' in part ? part.html : part.map((one) => one.html).join('');
  });
  return { html: fixed.map((text, at) => text + (inner[at] ?? '')).join('') };
}

/** Empty markup. */
export const nothing: Markup = html``;
