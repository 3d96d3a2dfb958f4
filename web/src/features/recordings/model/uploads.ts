import { create } from 'zustand';
import { useSession } from '@/lib/api/session';
import { asUnfinishedWork } from '@/lib/api/unfinishedWork';
import { randomKey } from '@/lib/randomKey';
import { uploadRecording } from '../api/uploadRecording';
import { checkFile, type FileRefusal } from './checkFile';
import type { Recording } from './recording';

export type UploadState =
  | { step: 'waiting' }
  | { step: 'sending'; sentBytes: number }
  | { step: 'done'; recording: Recording }
  | { step: 'refused'; refusal: FileRefusal }
  | { step: 'failed'; error: unknown }
  | { step: 'cancelled' };

export interface Upload {
  key: string;
  file: File;
  state: UploadState;
}

type Uploaded = (recording: Recording) => void;

/** Uploads live outside the pages: leaving the list does not stop them. */
export const useUploads = create<{ uploads: Upload[] }>(() => ({ uploads: [] }));

const mostAtOnce = 2;
const running = new Map<string, AbortController>();
const listeners = new Map<string, Uploaded>();

export function addUploads(files: readonly File[], onUploaded: Uploaded): void {
  const added = files.map((file): Upload => ({ key: randomKey(), file, state: { step: 'waiting' } }));
  for (const { key } of added) listeners.set(key, onUploaded);
  useUploads.setState(({ uploads }) => ({ uploads: [...uploads, ...added] }));
  startWaiting();
}

export function cancelUpload(key: string): void {
  running.get(key)?.abort();
  setState(key, { step: 'cancelled' });
}

export function retryUpload(key: string): void {
  setState(key, { step: 'waiting' });
  startWaiting();
}

export function clearFinished(): void {
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter(isActive) }));
}

export function isActive({ state }: Upload): boolean {
  return state.step === 'waiting' || state.step === 'sending';
}

// Someone who leaves, or someone else who comes, leaves no files here; who was only locked out finds them again.
let owner: string | null = null;
useSession.subscribe(({ user, signedOutBy }) => {
  if (user === null && signedOutBy !== 'person') return;
  if (owner !== null && user?.id !== owner) dropAll();
  owner = user?.id ?? null;
});

function dropAll(): void {
  useUploads.setState({ uploads: [] });
  for (const abort of running.values()) abort.abort();
}

function startWaiting(): void {
  for (const upload of useUploads.getState().uploads) {
    if (running.size >= mostAtOnce) return;
    if (upload.state.step === 'waiting' && !running.has(upload.key)) void run(upload);
  }
}

async function run({ key, file }: Upload): Promise<void> {
  const abort = new AbortController();
  running.set(key, abort);
  try {
    // An automatic sign-out locks the page, and the upload still arrives.
    setState(key, await asUnfinishedWork(() => attempt(key, file, abort.signal)));
  } catch (error) {
    setState(key, abort.signal.aborted ? { step: 'cancelled' } : { step: 'failed', error });
  } finally {
    running.delete(key);
    startWaiting();
  }
}

async function attempt(key: string, file: File, signal: AbortSignal): Promise<UploadState> {
  const refusal = await checkFile(file);
  if (signal.aborted) return { step: 'cancelled' };
  if (refusal) return { step: 'refused', refusal };
  setState(key, { step: 'sending', sentBytes: 0 });
  const recording = await uploadRecording(file, {
    idempotencyKey: key,
    signal,
    onProgress: (sentBytes) => setState(key, { step: 'sending', sentBytes }),
  });
  listeners.get(key)?.(recording);
  return { step: 'done', recording };
}

function setState(key: string, state: UploadState): void {
  useUploads.setState(({ uploads }) => ({
    uploads: uploads.map((upload) => (upload.key === key ? { ...upload, state } : upload)),
  }));
}
