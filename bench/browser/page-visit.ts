import type { Browser, Page } from 'playwright-core';

/** A visitor's network and machine. */
export interface Conditions {
  name: string;
  /** Round trip in milliseconds, and kilobits per second down and up; undefined for this machine's own network. */
  network?: { roundTripMs: number; downKbit: number; upKbit: number };
  /** How many times slower than this machine. */
  slowdown: number;
}

export const unhindered: Conditions = { name: 'unhindered', slowdown: 1 };

/** Lighthouse's mobile conditions: its slow 4G and a quarter of the machine's speed. */
export const phone: Conditions = {
  name: 'slow 4G, CPU / 4',
  network: { roundTripMs: 150, downKbit: 1638, upKbit: 750 },
  slowdown: 4,
};

/** What a visit has loaded so far. */
export interface Load {
  /** Bytes over the network, including headers. */
  bytes: number;
  requests: number;
}

/** What Lighthouse scores a page by, in milliseconds; CLS has no unit. */
export interface Vitals {
  firstContentfulPaint: number;
  largestContentfulPaint: number;
  cumulativeLayoutShift: number;
  totalBlockingTime: number;
}

/** Records paints, shifts and long tasks from the first moment on. */
const watchVitals = (): void => {
  const vitals = {
    firstContentfulPaint: 0,
    largestContentfulPaint: 0,
    cumulativeLayoutShift: 0,
    totalBlockingTime: 0,
  };
  Object.assign(window, { vitals });
  const watch = (type: string, note: (entry: PerformanceEntry) => void): void => {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) note(entry);
    }).observe({ type, buffered: true });
  };
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') vitals.firstContentfulPaint = startTime;
  });
  watch('largest-contentful-paint', ({ startTime }) => {
    vitals.largestContentfulPaint = startTime;
  });
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) vitals.cumulativeLayoutShift += value;
  });
  watch('longtask', ({ duration }) => {
    vitals.totalBlockingTime += Math.max(0, duration - 50);
  });
};

/** A page opened for the first time, with nothing cached. */
export interface Visit {
  page: Page;
  load: () => Load;
  vitals: () => Promise<Vitals>;
  end: () => Promise<void>;
}

/** Opens a page and waits until it has loaded and settled. */
export async function visit(
  browser: Browser,
  address: string,
  { network, slowdown }: Conditions,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  const load: Load = { bytes: 0, requests: 0 };
  await devTools.send('Network.enable');
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    load.bytes += encodedDataLength;
    load.requests += 1;
  });
  if (network !== undefined)
    await devTools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: network.roundTripMs,
      downloadThroughput: (network.downKbit * 1000) / 8,
      uploadThroughput: (network.upKbit * 1000) / 8,
    });
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript(watchVitals);
  await page.goto(address, { waitUntil: 'networkidle' });
  return {
    page,
    load: () => ({ ...load }),
    vitals: () => page.evaluate(() => (window as unknown as { vitals: Vitals }).vitals),
    end: () => context.close(),
  };
}
