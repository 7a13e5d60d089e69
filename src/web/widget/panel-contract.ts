import type { WidgetEvents, WidgetSettings } from './widget.d.ts';

/** Settings with every default filled in that does not depend on the language. */
export interface ResolvedSettings extends WidgetSettings {
  position: 'start' | 'end';
  /** A BCP 47 tag, as asked for; the strings' language may be a fallback of it. */
  locale: string;
  dir: 'ltr' | 'rtl';
  theme: 'auto' | 'light' | 'dark';
}

/** What the loader, which is on every page, gives the panel, which is fetched when the chat is opened. */
export interface PanelHost {
  /** Shadow root of the widget; the loader has put the colours on its host as custom properties. */
  root: ShadowRoot;
  /** Origin of the support server that the script came from, e.g. `https://bot.example.com`. */
  server: string;
  settings: ResolvedSettings;
  /** The panel wants to be closed (its button, Escape). The loader then calls `Panel.setOpen(false)`. */
  requestClose: () => void;
  /** Shows the number on the launcher and in the tab's title; 0 clears both. */
  showUnread: (count: number) => void;
  emit: <Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]) => void;
}

/** The panel, once its code is there. */
export interface Panel {
  /** @param focus whether the keyboard's focus moves in (false when a page was only reloaded with an open chat) */
  setOpen(open: boolean, focus: boolean): void;
  ask(question: string): void;
  configure(settings: ResolvedSettings): void;
  remove(): void;
}

/** What the panel's module exports. */
export interface PanelModule {
  mountPanel: (host: PanelHost) => Promise<Panel>;
}
