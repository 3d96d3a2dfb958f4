import createClient from 'openapi-fetch';
import { authorisedFetch } from './client';

/** Routes that the server's document does not have yet. */
export interface paths {
  '/v1/export/all': { get: Call<{ items: Export[] }>; post: Call<Export> };
  '/v1/export/all/{exportId}': { delete: Call<undefined, { exportId: string }> };
  '/v1/export/all/{exportId}/link': {
    post: Call<{ address: string; expires_at: string }, { exportId: string }>;
  };
  '/v1/import/all/{importId}': { get: Call<Import, { importId: string }> };
  '/v1/delete-account': {
    delete: Call<{ erase_after: string }, unknown, { password: string | null }>;
  };
  '/v1/delete-account/cancel': { post: Call<undefined> };
}

export interface Export {
  id: string;
  status: string;
  progress: number;
  created_at: string;
  completed_at: string | null;
  expires_at: string | null;
  size_bytes: number | null;
}
export interface Import {
  id: string;
  status: string;
  progress: number;
  error: string | null;
}

type Call<Result, Path = unknown, Body = undefined> = {
  parameters: { query?: never; header?: never; cookie?: never } & (unknown extends Path
    ? { path?: never }
    : { path: Path });
  responses: {
    200: { headers: Record<string, unknown>; content: { 'application/json': Result } };
  };
} & (undefined extends Body
  ? { requestBody?: never }
  : { requestBody: { content: { 'application/json': Body } } });

export const pendingApi = createClient<paths>({ baseUrl: window.location.origin, fetch: authorisedFetch });
