const SAFE = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/** An address that is safe in a link, normalized; undefined for scripts, data and anything that is not an address. */
export function safeUrl(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  const url = URL.parse(address.trim());
  return url !== null && SAFE.has(url.protocol) ? url.href : undefined;
}

const PICTURE_DATA = /^data:image\/(png|jpeg|gif|webp);base64,[\w+/=]+$/;

/**
 * Returns an address from which a picture may load without asking: only our own server's, so that no other host learns
 * about the visitor. Others become links.
 * @param trusted origins of the servers that the chat talks to
 */
export function pictureUrl(address: unknown, trusted: readonly string[]): string | undefined {
  if (typeof address !== 'string') return undefined;
  if (PICTURE_DATA.test(address)) return address;
  const url = URL.parse(address);
  return url !== null && trusted.includes(url.origin) ? url.href : undefined;
}
