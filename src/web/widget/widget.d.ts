/**
 * The chat widget as a page sees it: one global, `SupportChat`. Served at `/widget.d.ts`; copy it into your project for
 * type checking.
 */

/** How the widget looks and behaves. Each setting is also an attribute of the script: `title` is `data-title`. */
export interface WidgetSettings {
  /** Heading of the panel, and the chat's name for screen readers. Default: "Support chat" in the locale's language. */
  title?: string;
  /**
   * Your site's colour, as CSS hex (`#0a7d4b`). Text on it or next to it is darkened or lightened until readable.
   */
  color?: string;
  /** Corner of the window, in reading direction. Default `end`. */
  position?: 'start' | 'end';
  /** A line at the top of the conversation, in your own words. */
  greeting?: string;
  /**
   * Language of the widget: `en`, `de`, `es`, `zh`, or any that `strings` covers. Default: the page's, else the
   * browser's.
   */
  locale?: string;
  /** Writing direction. Default: the locale's, else the page's. */
  dir?: 'ltr' | 'rtl';
  /** Default `auto`: what the visitor's system prefers. */
  theme?: 'auto' | 'light' | 'dark';
  /** Whether the chat opens by itself as soon as the page has loaded. Default false. */
  open?: boolean;
  /** When to fetch the panel's code: when the chat is opened, or as soon as the page is idle. Default `open`. */
  load?: 'open' | 'idle';
  /**
   * For another Direct Line service (Azure's, for example): an address of yours that answers `POST {conversationId?}`
   * with `{token, conversationId?, domain?}`, a token for that conversation or for a new one.
   */
  tokenUrl?: string;
  /**
   * Whether agents see which page the visitor is on and which page led them to your site, both without query and
   * fragment. Default true.
   */
  sharePage?: boolean;
  /** Your own texts, which override the locale's; also for a language that is not included. */
  strings?: Readonly<Record<string, string>>;
}

/** The events that the page can listen to. */
export interface WidgetEvents {
  /** The panel was opened or closed, by the visitor or by the page. */
  open: undefined;
  close: undefined;
  /** A message was shown, from either side. Messages of an earlier visit do not count. */
  message: { from: 'visitor' | 'bot' | 'agent'; text: string };
  /** The number of messages that arrived while the panel was closed. */
  unread: { count: number };
}

/** `window.SupportChat`, set once the script has run; the document then receives `support-chat:ready`. */
export interface SupportChat {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  /** Opens the panel and sends this question for the visitor. */
  ask(question: string): void;
  /**
   * Changes settings at any time; omitted ones stay as they are. `open`, `load` and `tokenUrl` take effect only until
   * the panel has loaded.
   */
  configure(settings: WidgetSettings): void;
  /** @returns a function that stops listening */
  on<Name extends keyof WidgetEvents>(name: Name, listener: (detail: WidgetEvents[Name]) => void): () => void;
  /** Removes the widget from the page. The conversation is kept. */
  remove(): void;
}

declare global {
  interface Window {
    /** Before the script runs, a page may set `{ settings }` here instead of using attributes. */
    SupportChat?: SupportChat | { settings: WidgetSettings };
  }
}
