/**
 * Returns the Content-Security-Policy of our own pages: nothing inline, nothing from other origins, no framing. What
 * the docs tell other sites to allow for the chat is enough here too.
 * @param connect the sources that the page's scripts may connect to
 */
export const pagePolicy = (connect: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
