/** Hands a file to the person, under this name. */
export function saveBlob(blob: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken its own reference once the download began; some begin it a moment later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
