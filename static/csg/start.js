// Starts the components of GOV.UK Frontend that a page uses.
const address = document.querySelector('meta[name="govuk-frontend"]').content;
const { initAll } = await import(address);
initAll();

// A browser leaves a link alone of which a sliver shows at the edge of a table that scrolls.
addEventListener("focusin", ({ target }) => {
  if (target.closest(".csg-scroll a")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
