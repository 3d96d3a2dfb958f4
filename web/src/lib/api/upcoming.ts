import { fetchRaw } from './client';

/** A request to a route that the server's document does not have yet. */
export async function ask<Answer = undefined>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetchRaw(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
