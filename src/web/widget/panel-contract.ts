import type { WidgetEvents, WidgetSettings } from './widget.d.ts';

/** The settings with every default filled in, except those that depend on the language. */
export interface ResolvedSettings extends WidgetSettings {
  position: 'start' | 'end';
  /** A BCP 47 tag as requested; the strings may be in a fallback language. */
  locale: string;
  dir: 'ltr' | 'rtl';
  theme: 'auto' | 'light' | 'dark';
}

/** What the loader, which is on every page, gives to the panel, which loads when the chat is opened. */
export interface PanelHost {
  /** The widget's shadow root; the loader sets the colours on its host as custom properties. */
  root: ShadowRoot;
  /** Origin of the support server that the script came from, e.g. `https://bot.example.com`. */
  server: string;
  settings: ResolvedSettings;
  /** Asks the loader to open the panel. The loader then calls `Panel.setOpen(true)`. */
  requestOpen: () => void;
  /** Asks the loader to close the panel (its button, Escape). The loader then calls `Panel.setOpen(false)`. */
  requestClose: () => void;
  /** Shows the number on the launcher and in the tab's title; 0 clears both. */
  showUnread: (count: number) => void;
  emit: <Name extends keyof WidgetEvents>(name: Name, detail: WidgetEvents[Name]) => void;
}

/** The panel, once its code has loaded. */
export interface Panel {
  /** @param focus whether keyboard focus moves in (false when a page with an open chat was just reloaded) */
  setOpen(open: boolean, focus: boolean): void;
  ask(question: string): void;
  configure(settings: ResolvedSettings): void;
  remove(): void;
}

/** What the panel's module exports. */
export interface PanelModule {
  mountPanel: (host: PanelHost) => Promise<Panel>;
}
