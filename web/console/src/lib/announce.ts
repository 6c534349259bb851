/** Says a text to screen readers: the title of a screen that was gone to, the end of something awaited. */
export function announce(text: string): void {
  const region = document.getElementById("announcer");
  if (region) region.textContent = text;
}
