/** The rest of something long, one click away; says how much there is. */
export function MoreLines({ shown, total, onShow }: { shown: number; total: number; onShow: () => void }) {
  if (shown >= total) return null;
  return (
    <div className="flex h-7 items-center gap-2 border-t px-2.5 text-xs text-muted-foreground">
      <button type="button" className="font-medium text-primary hover:underline" onClick={onShow}>
        Show all {total} lines
      </button>
      <span>showing the first {shown}</span>
    </div>
  );
}
