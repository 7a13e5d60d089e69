import type { PanelModule } from '../panel-contract.ts';

/** Path of the panel's script on the server, set by the build. */
declare const PANEL_FILE: string;

/**
 * Fetches the panel's code. A page that stayed open during a deployment has an outdated file name; the alias imports
 * the current one. Browsers cache failed imports, so the alias gets a new address each time.
 * @throws the browser's error if both fail
 */
export async function fetchPanel(server: string): Promise<PanelModule> {
  try {
    return await load(`${server}/${PANEL_FILE}`);
  } catch {
    return await load(`${server}/panel.js?t=${Date.now()}`);
  }
}

const load = (address: string): Promise<PanelModule> =>
  import(/* @vite-ignore */ address) as Promise<PanelModule>;
