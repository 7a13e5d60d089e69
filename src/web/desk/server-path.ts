/**
 * The address of a resource on the desk's server. A site may serve the desk under its own path (`/support/desk`), which
 * the page names.
 * @param path the server's own path, e.g. `/desk/socket`
 */
export const serverPath = (path: string): string =>
  `${document.querySelector<HTMLElement>('#desk')?.dataset['base'] ?? ''}${path}`;
