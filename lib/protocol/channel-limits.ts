/** How large a packet of wire 1 may be. */

/** A message's limit in UTF-8 bytes; both ends check it. */
export const MESSAGE_MAX_BYTES = 256 * 1024;
/** Any other packet's limit, as JSON. */
export const PACKET_MAX_BYTES = 64 * 1024;

/** The dashboard says something at least this often: a page that hears nothing for about twice as long tells so. */
export const PING_MS = 5_000;
