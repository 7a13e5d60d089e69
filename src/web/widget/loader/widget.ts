import type { Panel, ResolvedSettings } from '../panel-contract.ts';
import type { SupportChat, WidgetSettings } from '../widget.d.ts';
import { fetchPanel } from './fetch-panel.ts';
import { createFrame } from './frame.ts';
import { createLauncher } from './launcher.ts';
import { launcherStrings } from './launcher-strings.ts';
import { Listeners } from './listeners.ts';
import { hasConversation, rememberOpen, wasOpen } from './memory.ts';
import { checkSettings, resolve } from './settings.ts';
import { titleWith } from './unread-title.ts';

/** Origin (and path, if any) of the server that the script came from, and the page's settings. */
export interface WidgetParts {
  server: string;
  settings: WidgetSettings;
  warn: (message: string) => void;
}

/** Puts the widget on the page: the launcher at once, the panel when somebody opens it. Needs `document.body`. */
export function createWidget({ server, settings: given, warn }: WidgetParts): SupportChat {
  let settings = given;
  let panel: Promise<Panel> | undefined;
  let isOpen = false;
  let unread = 0;
  const listeners = new Listeners();
  const frame = createFrame(onFrameChange);
  const launcher = createLauncher(frame.root, () => setOpen(true, true));

  /** Open, and still on the page. */
  const isOnScreen = (): boolean => isOpen && frame.element.isConnected;
  const resolved = (): ResolvedSettings =>
    resolve(settings, {
      lang: document.documentElement.lang,
      dir: getComputedStyle(document.documentElement).direction,
      browser: navigator.language,
    });
  const dress = (): void => {
    const now = resolved();
    frame.dress(now);
    launcher.setStrings(launcherStrings(now.locale, now.strings));
  };
  const showUnread = (count: number): void => {
    const shown = isOnScreen() ? 0 : count;
    if (shown === unread) return;
    unread = shown;
    launcher.setUnread(shown);
    const title = titleWith(document.title, shown);
    if (title !== document.title) document.title = title;
    listeners.tell('unread', { count: shown });
  };

  const mount = async (): Promise<Panel> => {
    const { mountPanel } = await fetchPanel(server);
    return await mountPanel({
      root: frame.root,
      server,
      settings: resolved(),
      requestOpen: () => setOpen(true, true),
      requestClose: () => setOpen(false, false),
      showUnread,
      emit: (name, detail) => listeners.tell(name, detail),
    });
  };
  /** The panel, fetched once; after a failure the next call tries again. */
  const wanted = (): Promise<Panel> => {
    panel ??= mount().catch((error: unknown) => {
      panel = undefined;
      throw error;
    });
    return panel;
  };
  const failed = (): void => {
    isOpen = false;
    rememberOpen(false);
    launcher.setHidden(false);
    launcher.setFailed(true);
  };

  /** Restores the state that only an element on a page has, after the page has removed the widget and put it back. */
  function onFrameChange(): void {
    panel?.then(
      (shown) => shown.setOpen(isOpen, false),
      () => undefined,
    );
    // The new page has its own title.
    const title = titleWith(document.title, unread);
    if (title !== document.title) document.title = title;
  }

  function setOpen(open: boolean, focus: boolean): void {
    if (open === isOpen) return;
    isOpen = open;
    rememberOpen(open);
    launcher.setFailed(false);
    launcher.setBusy(open);
    const hadFocus = frame.root.activeElement !== null;
    wanted()
      .then((shown) => {
        launcher.setBusy(false);
        // Closed again while the panel was loading.
        if (isOpen !== open) return;
        launcher.setHidden(open);
        shown.setOpen(open, focus);
        if (!open && hadFocus) launcher.focus();
        if (open) showUnread(0);
        listeners.tell(open ? 'open' : 'close', undefined);
      })
      .catch(() => {
        launcher.setBusy(false);
        failed();
      });
  }

  dress();
  if (settings.open === true || wasOpen()) setOpen(true, false);
  else if (settings.load === 'idle' || hasConversation(server))
    whenIdle(() => void wanted().catch(() => undefined));

  return {
    get isOpen() {
      return isOnScreen();
    },
    open: () => setOpen(true, true),
    close: () => setOpen(false, false),
    ask(question) {
      setOpen(true, true);
      wanted().then(
        (shown) => shown.ask(question),
        () => undefined,
      );
    },
    configure(changes) {
      settings = { ...settings, ...checkSettings({ ...changes }, warn) };
      dress();
      panel?.then(
        (shown) => shown.configure(resolved()),
        () => undefined,
      );
    },
    on: (name, listener) => listeners.add(name, listener),
    remove() {
      showUnread(0);
      panel?.then(
        (shown) => shown.remove(),
        () => undefined,
      );
      frame.remove();
      delete window.SupportChat;
    },
  };
}

function whenIdle(work: () => void): void {
  const later = (): void => {
    if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 5000 });
    else setTimeout(work, 1000);
  };
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}
