/** One set of columns for the headings and every row. */
export const rowGrid =
  'md:grid-cols-[minmax(14rem,1fr)_9.5rem_6.5rem_10rem_minmax(11rem,15rem)_2rem] md:gap-x-5 md:px-2';
