import * as de from '../strings/de.ts';
import * as en from '../strings/en.ts';
import * as es from '../strings/es.ts';
import * as zh from '../strings/zh.ts';

/** What the launcher itself says: it is there before any language has been fetched. */
export interface LauncherStrings {
  openChat: string;
  openChatUnreadOne: string;
  openChatUnreadOther: string;
  loadFailed: string;
}

// Named one by one, so that the other texts of a language stay out of the loader.
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

/** The launcher's texts in a locale's language, English for others, a site's own texts over both. */
export function launcherStrings(locale: string, own: Readonly<Record<string, string>> = {}): LauncherStrings {
  const shipped = languages[locale.split('-', 1)[0]?.toLowerCase() ?? 'en'] ?? languages['en'];
  return { ...(shipped as LauncherStrings), ...own };
}
