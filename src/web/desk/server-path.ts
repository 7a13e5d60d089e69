/**
 * The address of a resource on the desk's server. A site may serve the desk under a path of its own (`/support/desk`);
 * the page says which.
 * @param path the server's own path, e.g. `/desk/socket`
 */
export const serverPath = (path: string): string =>
  `${document.querySelector<HTMLElement>('#desk')?.dataset['base'] ?? ''}${path}`;
