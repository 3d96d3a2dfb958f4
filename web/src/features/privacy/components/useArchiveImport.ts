import { useEffect, useRef, useState } from 'react';
import { sendArchive } from '../api/importArchive';

export type ArchiveImport =
  | { step: 'none' }
  | { step: 'sending'; file: File; sentBytes: number }
  | { step: 'reading'; file: File; importId: string }
  | { step: 'failed'; file: File; error: unknown }
  | { step: 'cancelled' };

/** Sends one archive at a time; leaving the page stops the sending. */
export function useArchiveImport() {
  const [state, setState] = useState<ArchiveImport>({ step: 'none' });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const send = (file: File) => {
    const controller = new AbortController();
    abort.current = controller;
    setState({ step: 'sending', file, sentBytes: 0 });
    const onProgress = (sentBytes: number) => setState({ step: 'sending', file, sentBytes });
    sendArchive(file, controller.signal, onProgress).then(
      ({ id }) => setState({ step: 'reading', file, importId: id }),
      (error: unknown) =>
        setState(controller.signal.aborted ? { step: 'cancelled' } : { step: 'failed', file, error }),
    );
  };

  return { state, send, cancel: () => abort.current?.abort() };
}
