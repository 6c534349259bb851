import type { Download } from "@discern/client";

/**
 * Hands a download to the browser as a file. Through the client, not by a link: where the key is held in memory a link
 * would go without it.
 */
export async function saveDownload(download: Download, fileName: string): Promise<void> {
  const url = URL.createObjectURL(await download.blob());
  const link = document.createElement("a");
  link.href = url;
  link.download = download.file_name ?? fileName;
  link.click();
  // The browser reads the address after this turn; a minute is ample, and the blob is freed.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
