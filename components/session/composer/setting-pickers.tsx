"use client";
import { Check, Cpu, Gauge, Hourglass, type LucideIcon, UserCog } from "lucide-react";
import { useMemo, useState } from "react";
import { PromptDialog } from "@/components/ui/overlays/later";
import { Menu } from "@/components/ui/overlays/menu";
import type { MenuChoice } from "@/components/ui/overlays/menu-choice";
import type { AgentCommand } from "@/lib/domain/sessions/command";
import type { SettingName } from "@/lib/domain/sessions/setting";
import type { Transcript } from "@/lib/domain/transcript/transcript-types";
import type { AskedCommand } from "@/lib/protocol/browser-channel";
import { offeredSettings, readSettings, type Setting } from "./agent-settings";

const looks: Record<SettingName, { label: string; Icon: LucideIcon; typed: string; hint: string }> = {
  model: { label: "Model", Icon: Cpu, typed: "Another model…", hint: "As the agent names it: provider:model." },
  effort: { label: "Effort", Icon: Gauge, typed: "Another level…", hint: "A level that the agent knows." },
  role: { label: "Role", Icon: UserCog, typed: "Another role…", hint: "A role of the agent's configuration." },
};
const NAME_MAX = 200;

type PickerProps = { name: SettingName; setting: Setting; onCommand: (command: string, args: string[]) => void };

function Picker({ name, setting: { current, wanted, choices }, onCommand }: PickerProps) {
  const [isTyping, setTyping] = useState(false);
  const { label, Icon, typed, hint } = looks[name];
  const choose = (value: string) => {
    if (value !== (wanted ?? current)) onCommand(name, [value]);
  };
  const says = wanted ? `${current} → ${wanted}`.trim() : current;
  const all = `${label}: ${(current && says) || wanted || "not said yet"}${wanted ? ", once the agent has answered" : ""}`;
  const asksRoles = name === "role" && choices.length < 2;
  const lines: MenuChoice[] = [
    ...choices.map((choice) => ({
      id: `choice ${choice}`,
      says: (
        <>
          {choice === wanted ? <Hourglass aria-hidden /> : <Check aria-hidden className={choice === current ? "" : "invisible"} />}
          <span className="min-w-0 truncate">{choice}</span>
          {choice === wanted ? <span className="ml-auto pl-2 text-xs text-muted-foreground">asked for</span> : null}
        </>
      ),
      isCurrent: choice === current,
      onSelect: () => choose(choice),
    })),
    ...(asksRoles
      ? [{ id: "ask", says: "Ask the agent which roles it has", isApart: choices.length > 0, onSelect: () => onCommand("role", []) }]
      : []),
    { id: "type", says: typed, isApart: choices.length > 0 && !asksRoles, onSelect: () => setTyping(true) },
  ];
  return (
    <>
      <Menu
        variant="ghost"
        size="sm"
        aria-label={all}
        title={all}
        className="max-w-40 min-w-0 px-1.5"
        label={label}
        side="top"
        align="start"
        isTall
        choices={lines}
      >
        <Icon aria-hidden />
        <span className="truncate max-md:hidden">{says || label}</span>
      </Menu>
      {isTyping ? (
        <PromptDialog
          title={`${label} of this session`}
          description={`${hint} It stays so until it is changed again.`}
          label={label}
          action="Change"
          value={current}
          maxLength={NAME_MAX}
          onClose={() => setTyping(false)}
          save={async (value) => {
            const wanted = value.trim();
            if (/\s/.test(wanted)) return "A name has no spaces.";
            choose(wanted);
            return null;
          }}
        />
      ) : null}
    </>
  );
}

type Props = {
  transcript: Transcript;
  asked: readonly AskedCommand[];
  commands: readonly AgentCommand[];
  onCommand: PickerProps["onCommand"];
};

/** Model, effort and role of the session, where they can be changed: each a menu that sends the agent's own command. It comes after the page. */
export function SettingPickers({ transcript, asked, commands, onCommand }: Props) {
  const settings = useMemo(() => readSettings(transcript, asked), [transcript, asked]);
  return offeredSettings(commands).map((name) => <Picker key={name} name={name} setting={settings[name]} onCommand={onCommand} />);
}
