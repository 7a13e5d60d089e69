import type { PanelModule } from '../panel-contract.ts';

/** Path of the panel's script on the server; the build puts it in. */
declare const PANEL_FILE: string;

/**
 * Fetches the panel's code. A page that stayed open over a deployment knows an older name; the alias leads to what is
 * there now. Failed imports are remembered by browsers, so the alias gets a new address each time.
 * @throws the browser's error when both fail
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
