/**
 * Hands bytes to the browser as a file. Through the client, not by a link: where the key is held in memory a link would
 * go without it.
 */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser reads the address after this turn; a minute is ample, and the blob is freed.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
