// @ts-check
// Leads on from an address to another, with the question that was asked there. Without
// scripts the page leads on without it.

const link = document.querySelector("[data-onward] a");
if (link instanceof HTMLAnchorElement) location.replace(link.href + location.search + location.hash);
