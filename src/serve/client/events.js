// Hears of every new build. The open pages of a browser share one stream of events: a browser keeps few
// connections to one server, and with a stream for each page a handful of tabs would leave none to load with.

const NAME = 'engraft-events';
const PATIENCE = 1000;

/** Opens the stream, and tells whether the preview answers each time it says something or falls silent. */
function stream(tell, signal) {
  const events = new EventSource('/__engraft/events');
  events.onmessage = () => tell(true);
  events.onerror = () => {
    tell(false);
    // Otherwise the browser tries again by itself.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => signal.aborted || stream(tell, signal), PATIENCE);
  };
  signal.addEventListener('abort', () => events.close());
}

/** Calls `heard(true)` at once and whenever there may be something new, and `heard(false)` when nobody answers. */
export function listen(heard) {
  const channel = new BroadcastChannel(NAME);
  const leaving = new AbortController();
  const { signal } = leaving;
  channel.onmessage = ({ data }) => heard(data);
  const tell = (answers) => {
    heard(answers);
    channel.postMessage(answers);
  };
  /** Keeps the stream for all pages until this one is left; then the next one opens its own. */
  const keep = () =>
    new Promise((left) => {
      signal.addEventListener('abort', left);
      stream(tell, signal);
    });
  const listenAlone = () => signal.aborted || stream(heard, signal);
  // Another machine of the network has no locks, which are for trusted addresses; a cautious browser refuses them.
  if (navigator.locks) navigator.locks.request(NAME, { signal }, keep).catch(listenAlone);
  else listenAlone();
  heard(true);

  addEventListener('pagehide', leave, { once: true });
  function leave() {
    leaving.abort();
    channel.close();
    addEventListener('pageshow', () => listen(heard), { once: true });
  }
}
