/** Draws the tree of Markdown: what it is made of becomes elements, HTML in it (but for breaks of lines) and addresses that no link may have stay text, images become links. */
import type { AlignType, List, ListItem, Nodes, RootContent, Table } from "mdast";
import { Fragment, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "./code-block";
import type { Targets } from "./markdown-blocks";

/** Quotes in lists in quotes: below this they are drawn as their text. */
const DEEPEST = 40;
/** The one piece of HTML that is read: Markdown has no other way to break a line in a cell of a table. */
const LINE_BREAK = /^<br *\/?>$/i;
const LINK = /^(https?:|mailto:)/i;
const INSIDE = "[&>*+*]:mt-2";
const aligned: Readonly<Record<NonNullable<AlignType>, string>> = { left: "text-left", right: "text-right", center: "text-center" };
const headings: Readonly<Record<number, string>> = { 1: "text-[1.4em]", 2: "text-[1.2em]", 3: "text-[1.07em]" };

type Around = { targets: Targets; depth: number; isInLink?: boolean };

const canOpen = (href: string | undefined): href is string => href !== undefined && LINK.test(href);

function Link({ href, children }: { href: string | undefined; children?: ReactNode }) {
  if (!canOpen(href)) return <span>{children}</span>;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="font-medium text-primary underline decoration-primary/40 underline-offset-2 hover:decoration-primary"
    >
      {children}
    </a>
  );
}

/** An image is never fetched: who writes an answer must not learn who reads it. Its address is a link instead, unless it stands in a link. */
function imageLink(url: string | undefined, alt: string | null | undefined, { isInLink }: Around): ReactNode {
  return <Link href={isInLink ? undefined : url}>{`Image: ${alt || url || "no address"}`}</Link>;
}

function textOf(node: Nodes): string {
  const parts: string[] = [];
  const open: Nodes[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if ("value" in next) parts.push(next.value);
    else if ("children" in next) open.push(...next.children.toReversed());
  }
  return parts.join(" ");
}

function TableRows({ node: { align, children }, around }: { node: Table; around: Around }) {
  const [head, ...rows] = children;
  const columns = head?.children.length ?? 0;
  const look = (index: number) => cn("px-3 py-1.5 align-top", aligned[align?.[index] ?? "left"]);
  return (
    <section aria-label="Table" tabIndex={0} className="overflow-x-auto rounded-md border wrap-normal">
      <table className="min-w-full border-collapse text-sm">
        <thead className="border-b bg-muted font-semibold">
          <tr>
            {head?.children.map((cell, index) => (
              <th key={cell.position?.start.offset} scope="col" className={look(index)}>
                <Children of={cell.children} around={around} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {rows.map((row) => (
            <tr key={row.position?.start.offset}>
              {row.children.slice(0, columns).map((cell, index) => (
                <td key={cell.position?.start.offset} className={look(index)}>
                  <Children of={cell.children} around={around} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Item({ item, isLoose, around }: { item: ListItem; isLoose: boolean; around: Around }) {
  const isTask = typeof item.checked === "boolean";
  return (
    <li className={cn(INSIDE, isTask && "relative list-none")}>
      {isTask ? (
        <input
          type="checkbox"
          checked={item.checked ?? false}
          disabled
          aria-label={item.checked ? "Done" : "To do"}
          className="absolute top-[0.35em] -left-5 size-3.5 accent-primary"
        />
      ) : null}
      {item.children.map((child, index) =>
        child.type === "paragraph" && !isLoose ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place
          <Children key={index} of={child.children} around={around} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place
          <Node key={index} node={child} around={around} />
        ),
      )}
    </li>
  );
}

function Items({ node: { ordered, start, spread, children }, around }: { node: List; around: Around }) {
  const isLoose = Boolean(spread) || children.some((item) => item.spread);
  const items = children.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place
    <Item key={index} item={item} isLoose={isLoose} around={around} />
  ));
  const look = "pl-6 marker:text-muted-foreground [&>li+li]:mt-1";
  if (!ordered) return <ul className={cn("list-disc", look)}>{items}</ul>;
  return (
    <ol start={start ?? 1} className={cn("list-decimal", look)}>
      {items}
    </ol>
  );
}

function drawBlock(node: RootContent, around: Around, inside: () => ReactNode): ReactNode {
  switch (node.type) {
    case "paragraph":
      return <p>{inside()}</p>;
    case "heading": {
      const Heading = `h${node.depth}` as const;
      return <Heading className={cn("leading-snug font-semibold", headings[node.depth])}>{inside()}</Heading>;
    }
    case "blockquote":
      return <blockquote className={cn("border-l-2 border-border-strong pl-3 text-muted-foreground", INSIDE)}>{inside()}</blockquote>;
    case "list":
      return <Items node={node} around={around} />;
    case "code":
      return <CodeBlock code={node.value} language={node.lang ?? ""} />;
    case "table":
      return <TableRows node={node} around={around} />;
    case "thematicBreak":
      return <hr className="border-border" />;
    case "footnoteDefinition":
      return (
        <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-[0.9em] text-muted-foreground">
          <span>[{node.label ?? node.identifier}]</span>
          <div className={INSIDE}>{inside()}</div>
        </div>
      );
    default:
      return null;
  }
}

/** Where the text inside of a node leads to. */
const hrefOf = (node: RootContent, targets: Targets): string | undefined =>
  node.type === "link" ? node.url : node.type === "linkReference" ? targets.get(node.identifier) : undefined;

function drawInline(node: RootContent, around: Around, inside: () => ReactNode): ReactNode {
  switch (node.type) {
    case "text":
      return node.value;
    case "html":
      return LINE_BREAK.test(node.value) ? <br /> : node.value;
    case "emphasis":
      return <em>{inside()}</em>;
    case "strong":
      return <strong className="font-semibold">{inside()}</strong>;
    case "delete":
      return <del>{inside()}</del>;
    case "inlineCode":
      return <code className="rounded-sm bg-muted px-1 py-0.5 font-mono text-[0.86em] whitespace-break-spaces">{node.value}</code>;
    case "break":
      return <br />;
    case "link":
    case "linkReference":
      return <Link href={hrefOf(node, around.targets)}>{inside()}</Link>;
    case "image":
      return imageLink(node.url, node.alt, around);
    case "imageReference":
      return imageLink(around.targets.get(node.identifier), node.alt, around);
    case "footnoteReference":
      return <sup>[{node.label ?? node.identifier}]</sup>;
    default:
      return null;
  }
}

function Node({ node, around }: { node: RootContent; around: Around }): ReactNode {
  if (around.depth > DEEPEST) return textOf(node);
  const isInLink = around.isInLink || canOpen(hrefOf(node, around.targets));
  const inside = () =>
    "children" in node ? <Children of={node.children} around={{ ...around, depth: around.depth + 1, isInLink }} /> : null;
  return drawBlock(node, around, inside) ?? drawInline(node, around, inside);
}

function Children({ of, around }: { of: readonly RootContent[]; around: Around }) {
  return of.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place
    <Fragment key={index}>{node.type === "text" ? node.value : <Node node={node} around={around} />}</Fragment>
  ));
}

/** The blocks of a text, or of a stretch of it. */
export function MarkdownNodes({ nodes, targets }: { nodes: readonly RootContent[]; targets: Targets }) {
  return nodes.map((node, index) =>
    node.type === "html" ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place
      <p key={index} className="whitespace-pre-wrap">
        {node.value}
      </p>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place
      <Node key={index} node={node} around={{ targets, depth: 0 }} />
    ),
  );
}
