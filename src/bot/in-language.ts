import { RootDialog } from '#dialogs/root.ts';
import type { DialogServices } from '#dialogs/services.ts';
import { knowledgeIn, languageFor, languagesIn } from '#knowledge/translations.ts';

/** The dialogs over the knowledge in one language. */
interface Dialogs {
  services: DialogServices;
  root: RootDialog;
}

/**
 * Finds the dialogs for a customer.
 * @param wanted the customer's languages, the preferred one first; with none that the knowledge holds, it is English
 */
export type InLanguage = (...wanted: (string | undefined)[]) => Dialogs;

/** Builds the dialogs in English at once, and those in each language that the knowledge holds at their first use. */
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
