import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { BeginAtEnd } from "@/components/shell/begin-at-end";
import { stampedNonce } from "@/lib/auth/stamp-request";
import "./globals.css";

export const metadata: Metadata = { title: { default: "Octomind", template: "%s · Octomind" }, robots: { index: false } };
export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f9fa" },
    { media: "(prefers-color-scheme: dark)", color: "#12171a" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = stampedNonce(await headers());
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        {nonce ? <BeginAtEnd nonce={nonce} /> : null}
        <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange {...(nonce ? { nonce } : {})}>
          {children}
        </ThemeProvider>
      </body>
    </html>
  );
}
