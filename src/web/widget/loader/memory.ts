const OPEN = 'support-chat:open';

/** Pages may run where the browser keeps nothing; the widget then only forgets. */
const quietly = <Value>(read: () => Value): Value | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** Whether the chat was open in this tab when the last page went away. */
export const wasOpen = (): boolean => quietly(() => sessionStorage.getItem(OPEN)) === '1';

export const rememberOpen = (open: boolean): void => {
  quietly(() => (open ? sessionStorage.setItem(OPEN, '1') : sessionStorage.removeItem(OPEN)));
};

/** Whether this visitor has a conversation with this server: its answers may come at any time. */
export const hasConversation = (server: string): boolean =>
  (quietly(() => localStorage.getItem(`support-chat:${server}`)) ?? null) !== null;
