import type { IncomingMessage } from 'node:http';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || /^(::ffff:)?127\./.test(address));

const hostOf = (header: string | undefined): string => (header ?? '').replace(/:\d+$/, '').toLowerCase();

/** Headers that proxies add to a request. */
const isProxyHeader = (name: string): boolean => /^(?:x-forwarded-.*|x-real-ip|forwarded|via)$/.test(name);

/**
 * Whether a request comes from this machine: its address is loopback, no proxy forwarded it, and the requested name is
 * loopback too (a web page elsewhere can point its own name at 127.0.0.1).
 */
export function isFromThisMachine(request: IncomingMessage): boolean {
  const { headers, socket } = request;
  const isForwarded = Object.keys(headers).some(isProxyHeader);
  return isLoopbackAddress(socket.remoteAddress) && !isForwarded && loopbackNames.has(hostOf(headers.host));
}

/** Whether replies to this service URL stay on this machine. */
export function isLoopbackUrl(url: string): boolean {
  try {
    const { hostname, protocol } = new URL(url);
    return (
      /^https?:$/.test(protocol) && (loopbackNames.has(hostname) || /^127\.\d+\.\d+\.\d+$/.test(hostname))
    );
  } catch {
    return false;
  }
}
