"use client";
import { memo, type ReactNode } from "react";
import { type Components, defaultRehypePlugins, Streamdown } from "streamdown";
import { cn } from "./cn";

/** Without the plugin that turns HTML inside markdown into elements: such HTML stays text. */
const { raw: _raw, ...plugins } = defaultRehypePlugins;
const rehypePlugins = Object.values(plugins);
const LINK = /^(https?:|mailto:)/i;

function Link({ href, children }: { href?: string | undefined; children?: ReactNode }) {
  if (!href || !LINK.test(href)) return <span>{children}</span>;
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

/** An image is never fetched: who writes an answer must not learn who reads it. Its address is a link instead. */
function Image({ address, alt }: { address: string; alt: string }) {
  return <Link href={address}>{alt ? `Image: ${alt}` : `Image: ${address}`}</Link>;
}

const components: Components = {
  a: ({ href, children }) => <Link href={href}>{children}</Link>,
  img: ({ src, alt }) => <Image address={typeof src === "string" ? src : ""} alt={alt ?? ""} />,
};

/** Answers: sanitised markdown, no HTML, no remote images, safe links. */
export const Markdown = memo(function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <Streamdown
      mode="static"
      className={cn("min-w-0 text-prose wrap-anywhere [&_pre]:whitespace-pre-wrap [&_pre]:text-code", className)}
      rehypePlugins={rehypePlugins}
      components={components}
      controls={{ code: { copy: true, download: false }, table: false, mermaid: false }}
    >
      {text}
    </Streamdown>
  );
});
