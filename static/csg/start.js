// Starts the components of GOV.UK Frontend that a page uses.
const address = document.querySelector('meta[name="govuk-frontend"]').content;
const { initAll } = await import(address);
initAll();
