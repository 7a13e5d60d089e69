/**
 * Import this first in each file of this folder: it keeps the SDK from loading what a turn does not need.
 *
 * Nearly every file of the SDK loads the index of `botbuilder-core`, and that index loads the connector to Microsoft's
 * channels with Azure's HTTP clients and identity libraries: 30 MB and a quarter of a second, even for a server without
 * such channels. So stand-ins replace two indexes in Node's module cache. They know the few files that a turn needs;
 * the first use of anything else loads the index itself.
 */
import Module, { createRequire } from 'node:module';

type Exports = Record<PropertyKey, unknown>;

const core = createRequire(import.meta.url).resolve('botbuilder-core');
/** Resolves as the SDK itself does. */
const require = createRequire(core);

/**
 * Puts a stand-in for an index into the module cache.
 * @param files where to look first when something is used
 */
function standInFor(index: string, files: readonly string[]): void {
  const path = require.resolve(index);
  if (require.cache[path] !== undefined) return;
  let some: Exports | undefined;
  let whole: Exports | undefined;
  const loadSome = (): Exports => Object.assign({}, ...files.map((file) => require(file) as Exports));
  const loadWhole = (): Exports => {
    delete require.cache[path];
    return require(path) as Exports;
  };
  const all = (): Exports => (whole ??= loadWhole());
  const find = (key: PropertyKey): unknown => {
    if (whole !== undefined) return whole[key];
    some ??= loadSome();
    return key in some ? some[key] : all()[key];
  };
  const standIn = new Module(path);
  standIn.loaded = true;
  standIn.exports = new Proxy<Exports>(
    { __esModule: true },
    {
      get: (target, key) => target[key] ?? find(key),
      has: (_, key) => key in all(),
      ownKeys: () => Reflect.ownKeys(all()),
      getOwnPropertyDescriptor(_, key) {
        const found = Object.getOwnPropertyDescriptor(all(), key);
        // A proxy may not report a property as non-configurable if its target does not have it.
        return found && { ...found, configurable: true };
      },
    },
  );
  require.cache[path] = standIn;
}

standInFor('botbuilder-stdlib', ['botbuilder-stdlib/lib/stringify.js', 'botbuilder-stdlib/lib/delay.js']);
standInFor(core, ['botframework-schema', 'botbuilder-core/lib/activityHandlerBase.js']);
