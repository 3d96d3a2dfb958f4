/** 128 random bits as hex. `crypto.randomUUID` would not exist on a plain-http address in a local network. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
