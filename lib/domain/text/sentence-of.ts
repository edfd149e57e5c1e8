/** "no_such-tool" as "No such tool". */
export const sentenceOf = (name: string): string => {
  const spaced = name.replace(/[_-]+/g, " ").trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};
