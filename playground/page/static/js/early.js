// @ts-check
// Before anything is drawn, so that a chosen scheme does not flash the other one.
const chosen = localStorage.getItem("theme");
if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
