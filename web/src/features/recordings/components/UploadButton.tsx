import { Upload } from 'lucide-react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Button } from '@/components/Button';
import type { ButtonSize } from '@/components/buttonStyle';
import { t } from '@/lib/messages/t';

const acceptedExtensions = ['.edf', '.bdf', '.rec'];

export function UploadButton({ onFiles, size = 'regular' }: Props) {
  return (
    <FileTrigger
      allowsMultiple
      acceptedFileTypes={acceptedExtensions}
      onSelect={(files) => {
        if (files) onFiles([...files]);
      }}
    >
      <Button tone="primary" size={size}>
        <Upload aria-hidden className="size-4" />
        <span className="sm:hidden">{t('recordings.uploadShort')}</span>
        <span className="max-sm:hidden">{t('recordings.upload')}</span>
      </Button>
    </FileTrigger>
  );
}

interface Props {
  onFiles: (files: readonly File[]) => void;
  size?: ButtonSize;
}
