import * as de from '../strings/de.ts';
import * as en from '../strings/en.ts';
import * as es from '../strings/es.ts';
import * as zh from '../strings/zh.ts';

/** The launcher's own texts, needed before any language has been fetched. */
export interface LauncherStrings {
  openChat: string;
  openChatUnreadOne: string;
  openChatUnreadOther: string;
  loadFailed: string;
}

// Named one by one, so that a language's other texts stay out of the loader.
const languages: Record<string, LauncherStrings> = {
  de: {
    openChat: de.openChat,
    openChatUnreadOne: de.openChatUnreadOne,
    openChatUnreadOther: de.openChatUnreadOther,
    loadFailed: de.loadFailed,
  },
  en: {
    openChat: en.openChat,
    openChatUnreadOne: en.openChatUnreadOne,
    openChatUnreadOther: en.openChatUnreadOther,
    loadFailed: en.loadFailed,
  },
  es: {
    openChat: es.openChat,
    openChatUnreadOne: es.openChatUnreadOne,
    openChatUnreadOther: es.openChatUnreadOther,
    loadFailed: es.loadFailed,
  },
  zh: {
    openChat: zh.openChat,
    openChatUnreadOne: zh.openChatUnreadOne,
    openChatUnreadOther: zh.openChatUnreadOther,
    loadFailed: zh.loadFailed,
  },
};

/** The launcher's texts for a locale, falling back to English; a site's own texts override both. */
export function launcherStrings(locale: string, own: Readonly<Record<string, string>> = {}): LauncherStrings {
  const shipped = languages[locale.split('-', 1)[0]?.toLowerCase() ?? 'en'] ?? languages['en'];
  return { ...(shipped as LauncherStrings), ...own };
}
