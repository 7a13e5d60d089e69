/**
 * The address of something on the desk's server. A site may serve the desk below a path of its own (`/support/desk`);
 * the page says which.
 * @param path as the server knows it, e.g. `/desk/socket`
 */
export const serverPath = (path: string): string =>
  `${document.querySelector<HTMLElement>('#desk')?.dataset['base'] ?? ''}${path}`;
