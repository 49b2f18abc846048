// Month entry: the status of what is typed, from the server's own rule; keys; and a warning before
// anything unsaved is left behind. The page works without this.
const PAUSE = 350;
const NOTHING = { status: "", word: "", value: "", message: "" };
const SIGNED_OUT = "You have been signed out. Save: you are asked to sign in, and can then send what you typed.";
const form = document.querySelector("form[data-judge]");
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
const rows = [...form.querySelectorAll("[data-kpi]")];
const initial = form.hasAttribute("data-unsaved") ? null : state();
const asked = new Map();
const answers = new Map();
let leaving = false;

function state() {
  const data = new FormData(form);
  return JSON.stringify([...data].filter(([name]) => name !== "csrfmiddlewaretoken"));
}

function fieldsOf(row) {
  return [...row.querySelectorAll("input, select, textarea")];
}

function sent(row) {
  const data = new FormData();
  for (const field of fieldsOf(row)) if (field.type !== "radio") data.append(field.name, field.value);
  return data;
}

// Asks the server what a row amounts to; only the answer to the latest question counts.
async function judge(row) {
  const question = new AbortController();
  asked.get(row)?.abort();
  asked.set(row, question);
  try {
    const answer = await fetch(form.dataset.judge, {
      method: "POST",
      body: sent(row),
      headers: { "X-CSRFToken": token },
      // Where signing in is asked for, the person shall go there, with the reason that stands on that page.
      redirect: "manual",
      signal: question.signal,
    });
    if (answer.type === "opaqueredirect") {
      answers.set(row, { ...NOTHING, message: SIGNED_OUT });
      return show(row, answers.get(row), true);
    }
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    answers.set(row, (await answer.json())[row.dataset.kpi]);
  } catch (error) {
    if (error.name === "AbortError") return;
    answers.delete(row);
  }
  show(row, answers.get(row) ?? NOTHING);
}

// A complaint waits until the row is left: half a figure is no mistake yet.
function show(row, verdict, atOnce = false) {
  const cell = row.querySelector(".csg-verdict");
  const typing = row.contains(document.activeElement);
  const note = verdict.status || !typing || atOnce ? verdict.message : "";
  if (cell.dataset.shown === JSON.stringify([verdict, note])) return;
  cell.dataset.shown = JSON.stringify([verdict, note]);
  cell.querySelector(".csg-status")?.remove();
  if (verdict.status) cell.firstElementChild.after(tag(verdict));
  cell.querySelector(".csg-verdict__value").textContent = verdict.value;
  cell.querySelector(".csg-verdict__note").textContent = note;
  const texts = row.querySelector(".csg-entry__texts");
  if (verdict.status === "amber" || verdict.status === "red") texts.open = true;
}

function tag({ status, word }) {
  const strong = document.createElement("strong");
  strong.className = `csg-status csg-status--${status}`;
  strong.textContent = word;
  return strong;
}

// The outcome follows the figures, so that it always says what would be kept.
function implyOutcome(row) {
  const outcome = row.querySelector("select");
  const some = [...row.querySelectorAll(".csg-entry__figure")].some((field) => field.value.trim());
  if (some && outcome.value === "") outcome.value = "measured";
  if (!some && outcome.value === "measured") outcome.value = "";
}

function goDown(field) {
  const name = field.name.slice(field.name.lastIndexOf("-"));
  const column = [...form.querySelectorAll(".csg-entry__figure")].filter((other) => other.name.endsWith(name));
  const below = column[column.indexOf(field) + 1] ?? form.querySelector("button[value=save]");
  below.focus();
  below.select?.();
}

for (const row of rows) {
  let pause;
  row.addEventListener("input", (event) => {
    if (event.target.matches(".csg-entry__figure")) implyOutcome(row);
    if (event.target.matches("textarea, [type=radio]")) return;
    clearTimeout(pause);
    pause = setTimeout(judge, PAUSE, row);
  });
  row.addEventListener("focusout", (event) => {
    if (answers.has(row) && !row.contains(event.relatedTarget)) setTimeout(() => show(row, answers.get(row)));
  });
}

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".csg-entry__figure")) {
    event.preventDefault();
    goDown(event.target);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[value=save]"));
  }
});
form.addEventListener("submit", () => { leaving = true; });
window.addEventListener("pageshow", () => { leaving = false; });
window.addEventListener("beforeunload", (event) => {
  if (!leaving && state() !== initial) event.preventDefault();
});
