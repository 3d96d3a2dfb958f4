export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'compact' | 'regular' | 'touch' | 'large';

const shared =
  'inline-flex max-w-full items-center justify-center gap-2 rounded-sm font-medium whitespace-nowrap cursor-pointer select-none ' +
  // With large type a phone is narrower than many a label; it then takes two lines.
  'max-sm:whitespace-normal max-sm:text-center max-sm:leading-tight ' +
  'transition-colors motion-quick disabled:cursor-not-allowed disabled:opacity-55 no-underline';

const tones: Record<ButtonTone, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-line-strong/60 bg-raised text-ink hover:bg-hover hover:border-line-strong',
  quiet: 'text-soft hover:bg-hover hover:text-ink',
  danger: 'border border-danger/50 text-danger hover:bg-danger-soft',
};

// On a phone every button is as large as a thumb needs.
const sizes: Record<ButtonSize, readonly [text: string, icon: string]> = {
  compact: [
    'min-h-7 px-2.5 text-xs max-md:min-h-11 max-md:py-1 max-md:px-3.5 max-md:text-sm',
    'size-7 max-md:size-11',
  ],
  regular: ['min-h-9 px-3.5 text-sm max-md:min-h-11 max-md:py-1', 'size-9 max-md:size-11'],
  // 44 pixels: the least for a thumb.
  touch: ['min-h-11 px-4 py-1 text-sm', 'size-11'],
  large: ['min-h-12 px-6 py-1 text-base', 'size-12'],
};

export function buttonClass(tone: ButtonTone, size: ButtonSize, icon: boolean): string {
  return `${shared} ${tones[tone]} ${sizes[size][icon ? 1 : 0]}`;
}
