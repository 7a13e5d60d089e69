/** An unfinished text: a message, or a field of the form for leaving one. */
export type Draft = 'draft' | 'ticket-text' | 'ticket-name' | 'ticket-email';

const keyOf = (draft: Draft): string => `support-chat:${draft}`;

/** The unsent text from this tab's previous page. */
export function readDraft(draft: Draft = 'draft'): string {
  try {
    return sessionStorage.getItem(keyOf(draft)) ?? '';
  } catch {
    return '';
  }
}

export function saveDraft(text: string, draft: Draft = 'draft'): void {
  try {
    if (text === '') sessionStorage.removeItem(keyOf(draft));
    else sessionStorage.setItem(keyOf(draft), text);
  } catch {
    // Not stored: the browser blocks storage for this page.
  }
}
