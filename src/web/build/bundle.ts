import { join } from 'node:path';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { builtNames, sourceFolder } from './places.ts';
import type { Manifest } from './manifest.ts';

/** The browsers of the three years before November 2026. */
const target = ['chrome119', 'edge119', 'firefox120', 'safari17.1'];

const shared: InlineConfig = {
  configFile: false,
  root: sourceFolder,
  logLevel: 'warn',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

async function run(outDir: string, options: Rolldown.RolldownOptions, define = {}): Promise<Output[]> {
  const result = await build({
    ...shared,
    define,
    build: { target, outDir, emptyOutDir: false, modulePreload: false, rolldownOptions: options },
  });
  return [result].flat().flatMap((each) => ('output' in each ? each.output : []));
}

const hashed = {
  entryFileNames: 'assets/[name]-[hash].js',
  chunkFileNames: 'assets/[name]-[hash].js',
  assetFileNames: 'assets/[name]-[hash][extname]',
};

/**
 * Bundles the browser code into a folder: the panel with its languages, the pages' own scripts, and finally the loader,
 * which needs the panel's hashed name.
 */
export async function bundle(outDir: string): Promise<Omit<Manifest, 'sources'>> {
  const { NODE_ENV: before } = process.env;
  // Vite decides by this variable whether the build is for production; tests set another value.
  process.env['NODE_ENV'] = 'production';
  try {
    return await bundleAll(outDir);
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

async function bundleAll(outDir: string): Promise<Omit<Manifest, 'sources'>> {
  const panelOutput = await run(outDir, {
    input: { panel: join(sourceFolder, 'widget/panel/panel.tsx') },
    preserveEntrySignatures: 'strict',
    output: hashed,
  });
  const chunks = panelOutput.filter((each) => each.type === 'chunk');
  const panel = chunks.find(({ isEntry }) => isEntry);
  const supportPage = await bundlePage(outDir, 'support-page', 'support-page/support-page.ts');
  const desk = await bundlePage(outDir, 'desk', 'desk/desk.tsx');
  if (panel === undefined) throw new Error('The build has no panel.');
  await run(
    outDir,
    {
      input: join(sourceFolder, 'widget/loader/loader.ts'),
      output: { format: 'iife', entryFileNames: builtNames.widget },
    },
    { PANEL_FILE: JSON.stringify(panel.fileName) },
  );
  const later = chunks.filter(({ fileName }) => panel.dynamicImports.includes(fileName));
  return {
    panel: { file: panel.fileName, imports: panel.imports },
    later: later.map(({ fileName }) => fileName).sort(),
    supportPage,
    desk,
  };
}

/** Bundles a page's script and style. */
async function bundlePage(outDir: string, name: string, source: string): Promise<Manifest['desk']> {
  const output = await run(outDir, { input: { [name]: join(sourceFolder, source) }, output: hashed });
  const fileOf = (kind: string): string => {
    const file = output.find(
      ({ fileName }) => fileName.startsWith(`assets/${name}-`) && fileName.endsWith(kind),
    );
    if (file === undefined) throw new Error(`The build has no ${kind} for ${name}.`);
    return file.fileName;
  };
  return { script: fileOf('.js'), style: fileOf('.css') };
}
