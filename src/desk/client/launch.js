// Keeps the token of this start where only the desk's own pages can read it, and goes to the desk.

localStorage.setItem('engraft-desk-token', document.querySelector('meta[name="engraft-token"]').content);
location.replace('/__engraft/desk');
