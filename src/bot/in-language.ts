import { RootDialog } from '#dialogs/root.ts';
import type { DialogServices } from '#dialogs/services.ts';
import { knowledgeIn, languageFor, languagesIn } from '#knowledge/translations.ts';

/** The dialogs for the knowledge in one language. */
interface Dialogs {
  services: DialogServices;
  root: RootDialog;
}

/**
 * Finds the dialogs for a customer.
 * @param wanted the customer's languages, preferred one first; if the knowledge has none of them, English is used
 */
export type InLanguage = (...wanted: (string | undefined)[]) => Dialogs;

/** Builds the dialogs in English at once, and those in each other language of the knowledge on first use. */
export function createInLanguage(services: DialogServices): InLanguage {
  const english = dialogsOf(services);
  const languages = languagesIn(services.knowledge);
  if (languages.length === 0) return () => english;
  const others = new Map<string, Dialogs>();
  return (...wanted) => {
    const language = languageFor(languages, wanted);
    if (language === undefined) return english;
    const known = others.get(language);
    if (known !== undefined) return known;
    const dialogs = dialogsOf({ ...services, knowledge: knowledgeIn(services.knowledge, language) });
    others.set(language, dialogs);
    return dialogs;
  };
}

const dialogsOf = (services: DialogServices): Dialogs => ({ services, root: new RootDialog(services) });
