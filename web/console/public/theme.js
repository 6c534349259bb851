// Sets the chosen theme before the first paint; a module would come too late and the page would flash.
try {
  const theme = localStorage.getItem("discern.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme holds.
}
