/**
 * The chat widget as a page sees it: one global, `SupportChat`. Served at `/widget.d.ts`; put a copy into your project
 * to write against it.
 */

/** How the widget looks and behaves. Each one is also an attribute of the script: `title` is `data-title`. */
export interface WidgetSettings {
  /** Heading of the panel and name of the chat for screen readers. Default: "Support chat" in the locale's language. */
  title?: string;
  /** The site's colour, as CSS hex (`#0a7d4b`). Text on it and next to it is darkened or lightened until it is readable. */
  color?: string;
  /** Corner of the window, in reading direction. Default `end`. */
  position?: 'start' | 'end';
  /** A line at the top of the conversation, in the site's own words. */
  greeting?: string;
  /** Language of the widget: `en`, `de`, `es`, `zh`, or one that `strings` holds. Default: the page's, else the browser's. */
  locale?: string;
  /** Direction of writing. Default: the locale's, else the page's. */
  dir?: 'ltr' | 'rtl';
  /** Default `auto`: what the visitor's system prefers. */
  theme?: 'auto' | 'light' | 'dark';
  /** Opens by itself: never, or as soon as the page is there. Default false. */
  open?: boolean;
  /** When the panel's code is fetched: when the chat is opened, or as soon as the page is idle. Default `open`. */
  load?: 'open' | 'idle';
  /**
   * For a Direct Line other than this server's (Azure's, for example): an address of your own that answers
   * `POST {conversationId?}` with `{token, conversationId?, domain?}`, the token for that conversation or a new one.
   */
  tokenUrl?: string;
  /** Texts of your own, over those of the locale; also for a language that is not shipped. */
  strings?: Readonly<Record<string, string>>;
}

/** What the page can listen to. */
export interface WidgetEvents {
  /** The panel was opened or closed, by the visitor or by the page. */
  open: undefined;
  close: undefined;
  /** A message was shown, of either side; not those of an earlier visit. */
  message: { from: 'visitor' | 'bot' | 'agent'; text: string };
  /** How many messages came while the panel was closed. */
  unread: { count: number };
}

/** `window.SupportChat`, there when the script has run; the document then hears `support-chat:ready`. */
export interface SupportChat {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  /** Opens the panel and asks this for the visitor. */
  ask(question: string): void;
  /**
   * Changes settings at any time; those left out stay as they are. `open`, `load` and `tokenUrl` count until the panel
   * has been fetched.
   */
  configure(settings: WidgetSettings): void;
  /** @returns a function that stops listening */
  on<Name extends keyof WidgetEvents>(name: Name, listener: (detail: WidgetEvents[Name]) => void): () => void;
  /** Takes the widget off the page. What was said stays kept. */
  remove(): void;
}

declare global {
  interface Window {
    /** Before the script has run, a page may put `{ settings }` here instead of attributes. */
    SupportChat?: SupportChat | { settings: WidgetSettings };
  }
}
