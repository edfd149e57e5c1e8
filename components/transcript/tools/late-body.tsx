"use client";
import type { ReactNode } from "react";
import type { ToolBody } from "@/lib/domain/tools/tool-result";
import { CopiedBody } from "./copied-body";
import { CreatedBody } from "./created-body";
import { FoundBody } from "./found-body";
import { MemoriesBody } from "./memories-body";
import { PicturesBody } from "./pictures-body";
import { PlacesBody } from "./places-body";
import { RefusedBody } from "./refused-body";
import { SourcesBody } from "./sources-body";

type Late = Extract<ToolBody, { as: "refused" | "pictures" | "found" | "memories" | "sources" | "diff" }>;

/** Answers that are read when they are drawn; `children` where such a one has not in it what it seemed to have. */
export function LateBody({ body, params, children }: { body: Late; params: unknown; children?: ReactNode }) {
  switch (body.as) {
    case "refused":
      return <RefusedBody {...body} params={params} />;
    case "pictures":
      return <PicturesBody {...body} />;
    case "found":
      return (
        <FoundBody {...body} params={params}>
          {children}
        </FoundBody>
      );
    case "memories":
      return <MemoriesBody {...body}>{children}</MemoriesBody>;
    case "sources":
      return <SourcesBody {...body}>{children}</SourcesBody>;
    case "diff":
      if (body.more === "places") return <PlacesBody diff={body.diff} note={body.note} />;
      if (body.more === "preview") return <CreatedBody params={params}>{children}</CreatedBody>;
      return (
        <CopiedBody diff={body.diff} params={params}>
          {children}
        </CopiedBody>
      );
    default:
      return body satisfies never;
  }
}
