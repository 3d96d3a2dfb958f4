const maximumBytes = 2 * 1024 ** 3;
const edfStart = [0x30, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20];
const bdfStart = [0xff, 0x42, 0x49, 0x4f, 0x53, 0x45, 0x4d, 0x49];

export type FileRefusal = 'empty' | 'tooLarge' | 'notEeg' | 'unreadable';

/**
 * Says early what the server would refuse anyway, from the size and the first 8 bytes; null when it may be sent.
 * The server decides about everything else.
 */
export async function checkFile(file: File): Promise<FileRefusal | null> {
  if (file.size === 0) return 'empty';
  if (file.size > maximumBytes) return 'tooLarge';
  let start: Uint8Array;
  try {
    start = new Uint8Array(await file.slice(0, edfStart.length).arrayBuffer());
  } catch {
    return 'unreadable';
  }
  return [edfStart, bdfStart].some((expected) => startsWith(start, expected)) ? null : 'notEeg';
}

function startsWith(bytes: Uint8Array, expected: readonly number[]): boolean {
  // Some recorders pad with NUL where the format asks for spaces; the server's reader decides about those.
  return expected.every((byte, index) => bytes[index] === byte || (byte === 0x20 && bytes[index] === 0));
}
