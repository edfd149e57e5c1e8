/** How long a device stays signed in: never longer than ABSOLUTE, and not longer than IDLE without being used. In hours. */

export const DEVICE_ABSOLUTE_HOURS = 7 * 24;
export const DEVICE_IDLE_HOURS = 12;
