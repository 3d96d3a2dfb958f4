export const smallestTextPixels = 12;
export const largestTextPixels = 28;
