"use client";
import { MoreHorizontalIcon } from "lucide-react";
import { useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Avatar } from "@/components/ui/avatar";
import { useLookAgain } from "@/components/ui/forms/use-look-again";
import { PersonFilter } from "@/components/ui/list-filter";
import { Menu } from "@/components/ui/overlays/menu";
import type { MenuChoice } from "@/components/ui/overlays/menu-choice";
import { toast } from "@/components/ui/overlays/toast";
import { Tag } from "@/components/ui/tag";
import { answered } from "@/lib/domain/answered";
import { personFits } from "@/lib/domain/people/person-fits";
import type { Answer } from "@/lib/domain/refusal";
import { sayRefusal } from "@/lib/domain/refusal-words";
import { LinkDialog, type OneTimeLink } from "./link-dialog";

export type ListedPerson = {
  id: number;
  name: string;
  email: string;
  isAdmin: boolean;
  disabled: boolean;
  hasPassword: boolean;
  lastSeenAt: number | null;
  devices: readonly unknown[];
  projects: { id: number; name: string; roles: string[] }[];
};

export type PeopleVerbs = {
  renewLink(input: { personId: number }): Promise<Answer<{ link: OneTimeLink }>>;
  disable(input: { personId: number }): Promise<Answer>;
  enable(input: { personId: number }): Promise<Answer>;
  setAdmin(input: { personId: number; isAdmin: boolean }): Promise<Answer>;
  endDevices(input: { personId: number }): Promise<Answer<{ ended: number }>>;
};

function PersonMenu({
  person,
  isSelf,
  verbs,
  onLink,
}: {
  person: ListedPerson;
  isSelf: boolean;
  verbs: PeopleVerbs;
  onLink: (link: OneTimeLink) => void;
}) {
  const personId = person.id;
  const lookAgain = useLookAgain();
  async function say(work: Promise<Answer<object>>, done: string) {
    const answer = await answered(work).then(lookAgain);
    if (answer.ok) toast.success(done);
    else toast.error(sayRefusal(answer.refusal));
  }
  async function renew() {
    const answer = await answered(verbs.renewLink({ personId })).then(lookAgain);
    if (answer.ok) onLink(answer.link);
    else toast.error(sayRefusal(answer.refusal));
  }
  const disabled = "Disabled. What they have open is cut off within two seconds, and what only they write in begins nothing new.";
  const choices: MenuChoice[] = [
    ...(person.disabled ? [] : [{ id: "renew", says: "New one-time link", onSelect: renew }]),
    ...(person.devices.length > 0
      ? [{ id: "end", says: "Sign out everywhere", onSelect: () => say(verbs.endDevices({ personId }), "Signed out everywhere.") }]
      : []),
    {
      id: "admin",
      says: person.isAdmin ? "No longer administrator" : "Make administrator",
      onSelect: () => say(verbs.setAdmin({ personId, isAdmin: !person.isAdmin }), "Saved."),
    },
  ];
  if (!isSelf && person.disabled)
    choices.push({ id: "enable", says: "Enable", isApart: true, onSelect: () => say(verbs.enable({ personId }), "Enabled.") });
  if (!isSelf && !person.disabled)
    choices.push({
      id: "disable",
      says: "Disable",
      tone: "danger",
      isApart: true,
      onSelect: () => say(verbs.disable({ personId }), disabled),
    });
  return (
    <Menu
      variant="ghost"
      size="icon-sm"
      aria-label={`Actions for ${person.name}`}
      aria-describedby={`email-${personId}`}
      align="end"
      choices={choices}
    >
      <MoreHorizontalIcon aria-hidden />
    </Menu>
  );
}

const rolesOf = ({ projects }: ListedPerson): string =>
  projects.map(({ name, roles }) => `${name}: ${roles.join(", ")}`).join(" · ") || "In no project";

function Seen({ at, now }: { at: number | null; now: number }) {
  if (at === null) return "never signed in";
  return (
    <>
      seen <Ago at={at} now={now} />
    </>
  );
}

/** Everybody with an account. `text`: what the list is filtered by. */
export function PeopleTable({
  people,
  text,
  viewerId,
  now,
  verbs,
}: {
  people: ListedPerson[];
  text: string;
  viewerId: number;
  now: number;
  verbs: PeopleVerbs;
}) {
  const [shown, setShown] = useState<{ person: ListedPerson; link: OneTimeLink } | null>(null);
  const fitting = people.filter((person) => personFits(person, text));
  return (
    <>
      <PersonFilter fits={fitting.length} className="mb-4" />
      <ul aria-label="People" className="rounded-lg border bg-card empty:hidden">
        {fitting.map((person) => (
          <li key={person.id} className="flex items-center gap-3 border-b px-3 py-2.5 last:border-b-0">
            <Avatar name={person.name} personId={person.id} size="lg" isBesideName />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                <span className="font-medium wrap-anywhere">{person.name}</span>
                <span id={`email-${person.id}`} className="truncate text-muted-foreground" title={person.email}>
                  {person.email}
                </span>
                {person.isAdmin && <Tag>administrator</Tag>}
                {person.disabled && <Tag tone="failed">disabled</Tag>}
                {!person.hasPassword && !person.disabled && <Tag>has not set a password yet</Tag>}
              </p>
              <p className="text-xs text-muted-foreground sm:hidden">
                <Seen at={person.lastSeenAt} now={now} />
              </p>
              <p className="line-clamp-3 text-xs wrap-anywhere text-muted-foreground sm:line-clamp-1" title={rolesOf(person)}>
                {rolesOf(person)}
              </p>
            </div>
            <p className="shrink-0 text-right text-xs text-muted-foreground max-sm:hidden">
              <Seen at={person.lastSeenAt} now={now} />
              {person.devices.length > 0 && (
                <span className="block">{person.devices.length === 1 ? "1 device" : `${person.devices.length} devices`}</span>
              )}
            </p>
            <PersonMenu person={person} isSelf={person.id === viewerId} verbs={verbs} onLink={(link) => setShown({ person, link })} />
          </li>
        ))}
      </ul>
      {shown && <LinkDialog name={shown.person.name} link={shown.link} onClose={() => setShown(null)} />}
    </>
  );
}
