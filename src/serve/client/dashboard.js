// Shows the dashboard of the newest build.

const shown = document.querySelector('script[data-version]').dataset.version;

function listen() {
  const events = new EventSource('/__engraft/events');
  events.onmessage = (event) => {
    if (event.data !== shown) location.reload();
  };
  events.onerror = () => {
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1000);
  };
}

listen();
