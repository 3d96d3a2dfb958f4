import { FileUp } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { t } from '@/lib/messages/t';

/** Files may be dropped anywhere while this page is open; a missed drop must not navigate the browser away. */
export function PageDropZone({
  onFiles,
  children,
}: {
  onFiles: (files: File[]) => void;
  children: ReactNode;
}) {
  const isDraggedOver = useWindowFileDrop(onFiles);
  return (
    <>
      {children}
      {isDraggedOver ? (
        <div className="bg-scrim pointer-events-none fixed inset-0 z-40 p-4 sm:p-8">
          <div className="bg-raised border-accent flex h-full flex-col items-center justify-center gap-3 rounded-lg border-2 border-dashed">
            <FileUp aria-hidden className="text-accent size-10" strokeWidth={1.5} />
            <p className="font-serif text-xl font-medium">{t('recordings.dropTitle')}</p>
          </div>
        </div>
      ) : null}
    </>
  );
}

function useWindowFileDrop(onFiles: (files: File[]) => void): boolean {
  const [depth, setDepth] = useState(0);
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (carriesFiles(event)) setDepth((current) => current + 1);
    };
    const leave = (event: DragEvent) => {
      if (carriesFiles(event)) setDepth((current) => Math.max(0, current - 1));
    };
    const over = (event: DragEvent) => {
      if (carriesFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setDepth(0);
      onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [onFiles]);
  return depth > 0;
}
