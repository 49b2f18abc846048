// Asks how far a document has come, tells it in the page's status, and shows the page anew when it is finished.
const SECONDS_FIRST = 1, SECONDS_MOST = 10;
const status = document.querySelector("[data-state]");
let seconds = SECONDS_FIRST;

async function look() {
  try {
    const answer = await fetch(status.dataset.state, { headers: { Accept: "application/json" } });
    if (answer.status === 403 || answer.status === 404) return; // The link to check again says why.
    if (!answer.ok) throw new Error(answer.statusText);
    const { finished, sentence } = await answer.json();
    if (finished) return location.reload();
    if (status.textContent !== sentence) status.textContent = sentence;
  } catch {
    // No connection just now, or the site is being restarted: ask again.
  }
  seconds = Math.min(seconds * 1.3, SECONDS_MOST);
  setTimeout(look, seconds * 1000);
}

if (status) setTimeout(look, seconds * 1000);
