/** What of its agent a session sets by a command of the same name. */
export const SETTINGS = ["model", "effort", "role"] as const;
export type SettingName = (typeof SETTINGS)[number];

export const isSetting = (command: string): command is SettingName => SETTINGS.some((name) => name === command);
