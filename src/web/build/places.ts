import { join } from 'node:path';

/** What runs in a browser, as source. */
export const sourceFolder = join(import.meta.dirname, '..');

/** What the server gives to browsers: made by the build, never edited, not in the repository. */
export const builtFolder = join(sourceFolder, '../../dist/web');

/** Names in the built folder that stay the same from build to build. */
export const builtNames = {
  /** The script that sites name. */
  widget: 'widget.js',
  /** Leads to the current panel: for pages that still run an older `widget.js`. */
  panelAlias: 'panel.js',
  types: 'widget.d.ts',
  manifest: 'manifest.json',
} as const;
