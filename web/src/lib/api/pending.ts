import createClient from 'openapi-fetch';
import { authorisedFetch } from './client';
import type { paths as documented } from './schema';

type Recording =
  documented['/v1/recordings/{recordingId}']['get']['responses'][200]['content']['application/json'];

/** Routes that the server's document does not have yet. */
export interface paths {
  '/v1/sharing/therapists': {
    get: Call<{ items: Share[] }>;
    post: Call<Share, unknown, unknown, NewShare>;
  };
  '/v1/sharing/therapists/{shareId}': {
    patch: Call<Share, { shareId: string }, unknown, { scopes?: Scopes; expires_at?: string | null }>;
    delete: Call<undefined, { shareId: string }>;
  };
  '/v1/sharing/therapists/{shareId}/accesses': {
    get: Call<{ items: ShareAccess[] }, { shareId: string }>;
  };
  '/v1/sharing/clients': { get: Call<{ items: Client[] }> };
  '/v1/sharing/clients/{shareId}': { get: Call<Client & { sections: string[] }, { shareId: string }> };
  '/v1/sharing/clients/{shareId}/accept': { post: Call<Client, { shareId: string }> };
  '/v1/sharing/clients/{shareId}/decline': { post: Call<undefined, { shareId: string }> };
  '/v1/sharing/clients/{shareId}/{section}': {
    get: Call<Page<Recording>, { shareId: string; section: string }, { limit?: number; cursor?: string }>;
  };
  '/v1/export/all': { get: Call<{ items: Export[] }>; post: Call<Export> };
  '/v1/export/all/{exportId}': { delete: Call<undefined, { exportId: string }> };
  '/v1/export/all/{exportId}/link': {
    post: Call<{ address: string; expires_at: string }, { exportId: string }>;
  };
  '/v1/import/all/{importId}': { get: Call<Import, { importId: string }> };
  '/v1/delete-account': {
    delete: Call<{ erase_after: string }, unknown, unknown, { password: string | null }>;
  };
  '/v1/delete-account/cancel': { post: Call<undefined> };
  '/v1/audit': { get: Call<Page<AuditEntry>, unknown, { limit?: number; cursor?: string }> };
  '/v1/admin/audit': { get: Call<Page<AuditEntry>, unknown, AuditQuery> };
  '/v1/admin/audit/actions': { get: Call<{ items: string[] }> };
  '/v1/admin/audit/verify': {
    post: Call<{ entries: number; fault: string | null; verified_at: string }>;
  };
  '/v1/admin/users/{userId}/reset-mfa': { post: Call<undefined, { userId: string }> };
  '/v1/admin/users/{userId}/password-reset': { post: Call<undefined, { userId: string }> };
  '/v1/admin/jobs': { get: Call<{ items: Job[] }> };
  '/v1/admin/jobs/{group}/{name}/run': { post: Call<undefined, { group: string; name: string }> };
  '/v1/admin/system': { get: Call<SystemStatus> };
}

export interface Scopes {
  check_ins: boolean;
  journals: boolean;
  interventions: boolean;
  summaries: boolean;
  recordings: boolean;
}
export interface Share {
  id: string;
  therapist_email: string;
  scopes: Scopes;
  status: 'invited' | 'active' | 'declined' | 'expired' | 'revoked';
  granted_at: string;
  expires_at: string | null;
  last_accessed_at: string | null;
}
interface NewShare {
  therapist_email: string;
  scopes: Scopes;
  expires_at: string | null;
  consent_version: number;
}
export interface ShareAccess {
  occurred_at: string;
  section: string;
  resource: string | null;
}
export interface Client {
  id: string;
  client_name: string;
  status: Share['status'];
  scopes: Scopes;
  granted_at: string;
  expires_at: string | null;
  last_accessed_at: string | null;
}
export interface Export {
  id: string;
  status: 'queued' | 'running' | 'completed' | 'failed' | 'expired';
  progress: number;
  created_at: string;
  completed_at: string | null;
  expires_at: string | null;
  size_bytes: number | null;
}
export interface Import {
  id: string;
  status: 'queued' | 'running' | 'completed' | 'failed';
  progress: number;
  error: string | null;
}
export interface AuditEntry {
  sequence: number;
  occurred_at: string;
  action: string;
  actor: { id: string; email: string | null } | null;
  subject: { id: string; email: string | null } | null;
  resource: string | null;
  outcome: string;
  details: Record<string, string> | null;
  ip_address: string | null;
  correlation_id: string | null;
}
export interface AuditQuery {
  actor?: string;
  subject?: string;
  action?: string;
  outcome?: string;
  from?: string;
  to?: string;
  limit?: number;
  cursor?: string;
}
export interface Job {
  group: string;
  name: string;
  description: string | null;
  is_running: boolean;
  last_run_at: string | null;
  next_run_at: string | null;
  last_error: string | null;
}
export interface SystemStatus {
  version: string;
  started_at: string;
  database: { version: string; size_bytes: number; private: boolean };
  migrations: number;
  storage: { blob_count: number; blob_bytes: number; free_bytes: number | null };
  nodes: { name: string; roles: string[]; last_seen_at: string }[];
  mail: { mode: string; waiting: number; failed: number };
  keys: { master_key_id: string; keys_to_rewrap: number; signing_key_created_at: string };
  checks: { name: string; state: 'good' | 'warning' | 'bad'; text: string }[];
}

interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

type Call<Result, Path = unknown, Query = unknown, Body = undefined> = {
  parameters: {
    query?: unknown extends Query ? never : Query;
    header?: never;
    cookie?: never;
  } & (unknown extends Path ? { path?: never } : { path: Path });
  responses: {
    200: { headers: Record<string, unknown>; content: { 'application/json': Result } };
  };
} & (undefined extends Body
  ? { requestBody?: never }
  : { requestBody: { content: { 'application/json': Body } } });

export const pendingApi = createClient<paths>({ baseUrl: window.location.origin, fetch: authorisedFetch });
