import type { ResolvedSettings } from '../panel-contract.ts';
import type { SupportChat, WidgetSettings } from '../widget.d.ts';
import { createFrame, type Frame } from './frame.ts';
import { createLauncher, type Launcher } from './launcher.ts';
import { launcherStrings } from './launcher-strings.ts';
import { Listeners } from './listeners.ts';
import { hasConversation, rememberOpen, wasOpen } from './memory.ts';
import { createPanelLoader, type PanelLoader } from './panel-loader.ts';
import { checkSettings, resolve } from './settings.ts';
import { titleWith } from './unread-title.ts';

/** Origin (and path, if any) of the server that the script came from, and the page's settings. */
export interface WidgetParts {
  server: string;
  settings: WidgetSettings;
  warn: (message: string) => void;
}

/** Puts the widget on the page: the launcher at once, the panel when it is opened. Needs `document.body`. */
export function createWidget({ server, settings, warn }: WidgetParts): SupportChat {
  const widget = new Widget(server, settings);
  widget.start();
  return {
    get isOpen() {
      return widget.isOnScreen;
    },
    open: () => widget.setOpen(true, true),
    close: () => widget.setOpen(false, false),
    ask(question) {
      widget.setOpen(true, true);
      widget.panel.wanted().then(
        (panel) => panel.ask(question),
        () => undefined,
      );
    },
    configure: (changes) => widget.configure(checkSettings({ ...changes }, warn)),
    on: (name, listener) => widget.listeners.add(name, listener),
    remove() {
      widget.remove();
      delete window.SupportChat;
    },
  };
}

class Widget {
  readonly #server: string;
  #settings: WidgetSettings;
  readonly #frame: Frame;
  readonly #launcher: Launcher;
  readonly panel: PanelLoader;
  readonly listeners = new Listeners();
  #isOpen = false;
  #isRemoved = false;
  #unread = 0;

  constructor(server: string, settings: WidgetSettings) {
    this.#server = server;
    this.#settings = settings;
    this.#frame = createFrame(() => this.#onFrameChange());
    this.#launcher = createLauncher(this.#frame.root, () => this.setOpen(true, true));
    this.panel = createPanelLoader(server, () => ({
      root: this.#frame.root,
      server,
      settings: this.#resolved(),
      requestOpen: () => this.setOpen(true, true),
      requestClose: () => this.setOpen(false, false),
      showUnread: (count) => this.#showUnread(count),
      emit: (name, detail) => this.listeners.emit(name, detail),
    }));
  }

  start(): void {
    this.#applySettings();
    if (this.#settings.open === true || wasOpen()) this.setOpen(true, false);
    else if (this.#settings.load === 'idle' || hasConversation(this.#server))
      whenIdle(() => {
        if (!this.#isRemoved) this.panel.wanted().catch(() => undefined);
      });
  }

  /** Open, and still on the page. */
  get isOnScreen(): boolean {
    return this.#isOpen && this.#frame.element.isConnected;
  }

  setOpen(open: boolean, focus: boolean): void {
    if (open === this.#isOpen) return;
    this.#isOpen = open;
    rememberOpen(open);
    this.#launcher.setFailed(false);
    this.#launcher.setBusy(open);
    const hadFocus = this.#frame.root.activeElement !== null;
    this.panel
      .wanted()
      .then((panel) => {
        this.#launcher.setBusy(false);
        // Closed again while the panel was loading.
        if (this.#isOpen !== open) return;
        this.#launcher.setHidden(open);
        panel.setOpen(open, focus);
        if (!open && hadFocus) this.#launcher.focus();
        if (open) this.#showUnread(0);
        this.listeners.emit(open ? 'open' : 'close', undefined);
      })
      .catch(() => this.#fail());
  }

  configure(changes: WidgetSettings): void {
    this.#settings = { ...this.#settings, ...changes };
    this.#applySettings();
    this.panel.ifLoaded((panel) => panel.configure(this.#resolved()));
  }

  remove(): void {
    this.#isRemoved = true;
    this.#showUnread(0);
    this.panel.ifLoaded((panel) => panel.remove());
    this.#frame.remove();
  }

  #resolved(): ResolvedSettings {
    return resolve(this.#settings, {
      lang: document.documentElement.lang,
      dir: getComputedStyle(document.documentElement).direction,
      browser: navigator.language,
    });
  }

  #applySettings(): void {
    const now = this.#resolved();
    this.#frame.dress(now);
    this.#launcher.setStrings(launcherStrings(now.locale, now.strings));
  }

  #fail(): void {
    this.#isOpen = false;
    rememberOpen(false);
    this.#launcher.setBusy(false);
    this.#launcher.setHidden(false);
    this.#launcher.setFailed(true);
  }

  #showUnread(count: number): void {
    const shown = this.isOnScreen ? 0 : count;
    if (shown === this.#unread) return;
    this.#unread = shown;
    this.#launcher.setUnread(shown);
    this.#countInTitle();
    this.listeners.emit('unread', { count: shown });
  }

  #countInTitle(): void {
    const title = titleWith(document.title, this.#unread);
    if (title !== document.title) document.title = title;
  }

  /** Restores the state that only an attached element has, after the page removed the widget and it was put back. */
  #onFrameChange(): void {
    this.panel.ifLoaded((panel) => panel.setOpen(this.#isOpen, false));
    // The new page has its own title.
    this.#countInTitle();
  }
}

function whenIdle(work: () => void): void {
  const later = (): void => {
    if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 5000 });
    else setTimeout(work, 1000);
  };
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}
