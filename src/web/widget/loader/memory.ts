const OPEN = 'support-chat:open';

/** The browser may block storage; the widget then works without it. */
const quietly = <Value>(read: () => Value): Value | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** Whether the chat was open in this tab on the previous page. */
export const wasOpen = (): boolean => quietly(() => sessionStorage.getItem(OPEN)) === '1';

export const rememberOpen = (open: boolean): void => {
  quietly(() => (open ? sessionStorage.setItem(OPEN, '1') : sessionStorage.removeItem(OPEN)));
};

/** Whether this visitor has a conversation with this server, so that replies may come at any time. */
export const hasConversation = (server: string): boolean =>
  (quietly(() => localStorage.getItem(`support-chat:${server}`)) ?? null) !== null;
