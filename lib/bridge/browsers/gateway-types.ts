/** The typed Socket.IO server and sockets of the browsers' door, and what each socket carries. */
import type { Server, Socket } from "socket.io";
import type { Viewer } from "@/lib/domain/viewer";
import type { CurrentRequest } from "@/lib/platform/current-request";
import type { ClientToServer, ServerToClient } from "@/lib/protocol/browser-channel";
import type { ViewerFeed } from "./viewer-feed";

export type SocketState = {
  viewer: Viewer;
  /** The one that opened the connection. */
  readonly request: CurrentRequest;
  /** The rights for which all joined sessions were checked; another text means that they must be checked again. */
  rights: string;
  isWatchingLists: boolean;
  readonly joined: Map<string, { feed: ViewerFeed; leave: () => void; wake: () => void }>;
};

export type BrowserServer = Server<ClientToServer, ServerToClient, Record<string, never>, SocketState>;
export type BrowserSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, SocketState>;

/** What a viewer may do, as a text that differs when it does: also where a project of theirs was archived or restored. */
export const rightsOf = ({ isAdmin, memberships }: Viewer): string => JSON.stringify([isAdmin, memberships]);
