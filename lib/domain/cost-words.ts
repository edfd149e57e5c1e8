/** What the words beside a cost mean: the one place that explains them. */

export const costWords = {
  demo: { word: "play money", means: "The demo agent made this number up. Nobody pays it." },
  unpriced: { word: "unpriced", means: "The provider reported tokens and no price. This turn is in no sum." },
  untracked: {
    word: "cost untracked",
    means: "The agent ended before it said what this turn cost. It did cost something that nobody can know any more, so it is in no sum.",
  },
  unreported: { word: "cost not reported", means: "The agent ended this turn with an error and said nothing of its cost." },
  outside: {
    word: "outside",
    means: "The session's cost grew while nobody here drove it. It is in the session's sum and belongs to no turn.",
  },
} as const;

export type CostWord = keyof typeof costWords;
