/** What the words beside a cost mean: the one place that explains them. */

export const costWords = {
  demo: { word: "play money", means: "The demo agent made this number up. Nobody pays it." },
  unpriced: { word: "unpriced", means: "The provider reported no price that can be counted. This turn is in no sum." },
  untracked: {
    word: "cost untracked",
    means: "The agent ended before it said what this turn cost. Nobody can know it any more, so it is in no sum.",
  },
  unreported: { word: "cost not reported", means: "This turn ended without a word of the agent about its cost." },
  outside: {
    word: "outside",
    means: "The session's cost grew while nobody here drove it. It is in the session's sum and belongs to no turn.",
  },
} as const;

export type CostWord = keyof typeof costWords;
