/** The server says that nobody is signed in any more. */
const SIGNED_OUT = 4401;
const SHORTEST_MS = 300;
const LONGEST_MS = 5000;

export interface SocketOptions {
  /** Asked before each try: a stream goes on from where it is. */
  url: () => string;
  onText: (text: string) => void;
  onConnected: (isConnected: boolean) => void;
  onSignedOut: () => void;
}

/** A WebSocket that comes back by itself. @returns a function that closes it for good */
export function openSocket({ url, onText, onConnected, onSignedOut }: SocketOptions): () => void {
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let delay = SHORTEST_MS;
  let isOver = false;

  const open = (): void => {
    const address = new URL(url(), location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    socket = new WebSocket(address);
    socket.addEventListener('open', () => {
      delay = SHORTEST_MS;
      onConnected(true);
    });
    socket.addEventListener('message', ({ data }) => onText(String(data)));
    socket.addEventListener('close', ({ code }) => {
      if (isOver) return;
      onConnected(false);
      if (code === SIGNED_OUT) {
        onSignedOut();
        return;
      }
      timer = setTimeout(open, delay);
      delay = Math.min(delay * 2, LONGEST_MS);
    });
  };
  open();
  return () => {
    isOver = true;
    clearTimeout(timer);
    socket?.close();
  };
}
