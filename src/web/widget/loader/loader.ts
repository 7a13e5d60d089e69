/** `widget.js`: the small script that every page with the chat loads. The chat itself loads when it is opened. */
import type { WidgetSettings } from '../widget.d.ts';
import { checkSettings, fromAttributes } from './settings.ts';
import { createWidget } from './widget.ts';

const READY = 'support-chat:ready';

// Set only while the script itself runs.
const script = document.currentScript;

const warn = (message: string): void => {
  // oxlint-disable-next-line no-console -- for the page's developer
  console.warn(message);
};

function start(src: string, data: DOMStringMap): void {
  const before = window.SupportChat;
  // A second copy of the script on the page does nothing.
  if (before !== undefined && 'open' in before) return;
  const given: WidgetSettings = before?.settings ?? {};
  const server = src.replace(/\/[^/]*$/, '');
  window.SupportChat = createWidget({
    server,
    settings: checkSettings({ ...fromAttributes(data), ...given }, warn),
    warn,
  });
  document.dispatchEvent(new CustomEvent(READY));
}

if (script instanceof HTMLScriptElement) {
  const { src, dataset } = script;
  // Two copies of the script may wait here; the second finds the first.
  if (document.body === null) addEventListener('DOMContentLoaded', () => start(src, dataset), { once: true });
  else start(src, dataset);
}
