// Over "slow 4G" the largest part of a page is painted within a second, and nothing moves.
//
// The server compresses nothing, so the wire carries more than a real one would. The machine may be busy:
// the best of three loads counts.

const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1_000_000) / 8,
  uploadThroughput: (750 * 1000) / 8,
};
const PAINT = 1000;
const LOADS = 3;

export async function check(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.setCacheDisabled', { cacheDisabled: true });
  await client.send('Network.emulateNetworkConditions', SLOW_4G);
  let paint = Infinity;
  let shift = 0;
  for (let load = 0; load < LOADS && paint >= PAINT; load += 1) {
    await page.reload({ waitUntil: 'load' });
    const measured = await page.evaluate(measure);
    paint = Math.min(paint, measured.paint);
    shift = Math.max(shift, measured.shift);
  }
  await client.detach();
  const faults = [];
  if (!(paint < PAINT)) faults.push(`the largest part is painted after ${Math.round(paint)} ms`);
  if (shift > 0) faults.push(`the layout shifts by ${shift.toFixed(4)}`);
  return faults;
}

/** Waits for what is still to come, then reads what the browser noted. */
async function measure() {
  await new Promise((done) => setTimeout(done, 500));
  const entries = (type) =>
    new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries())).observe({ type, buffered: true });
      setTimeout(() => done([]), 300);
    });
  const paints = await entries('largest-contentful-paint');
  const shifts = await entries('layout-shift');
  return {
    paint: paints.at(-1)?.startTime ?? Infinity,
    shift: shifts.reduce((sum, entry) => sum + entry.value, 0),
  };
}
