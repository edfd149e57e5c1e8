"use client";

/** When not even the frame of the pages could be drawn: no style sheet and no component of ours can be counted on. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en" style={{ colorScheme: "light dark" }}>
      <head>
        <title>The dashboard could not be shown</title>
      </head>
      <body style={{ font: "14px/21px system-ui, sans-serif", display: "grid", placeItems: "center", minHeight: "100vh", margin: 0 }}>
        <main style={{ maxWidth: 420, padding: 20, textAlign: "center" }}>
          <h1 style={{ fontSize: 21, lineHeight: "28px", margin: "0 0 8px" }}>The dashboard could not be shown</h1>
          <p>The server or its database did not answer as it should. What is recorded is safe.</p>
          {error.digest ? <p>Log entry {error.digest}</p> : null}
          <button type="button" onClick={reset} style={{ font: "inherit", padding: "8px 16px" }}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
