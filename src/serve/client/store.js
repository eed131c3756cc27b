// What this tab remembers from one page to the next. A browser may refuse to store anything.

/** What is stored under a name; or stores another value, and gives nothing. */
export function stored(name, value) {
  try {
    if (value === undefined) return sessionStorage.getItem(name);
    sessionStorage.setItem(name, value);
  } catch {
    // Then the next page begins anew.
  }
  return null;
}
