/** What the log and the page call it, so that neither says it beside the other. */
export const CONNECTION_LOST = "The connection to the agent was lost.";
