/** Of the notices that something was added; whatever is said next of the check-in takes their place. */
export const savedTopic = 'check-in saved';
