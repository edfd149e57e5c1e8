"use client";
import { Check, Cpu, Gauge, type LucideIcon, UserCog } from "lucide-react";
import { useState } from "react";
import { PromptDialog } from "@/components/ui/later";
import { Menu } from "@/components/ui/menu";
import type { MenuChoice } from "@/components/ui/menu-choice";
import type { AgentSettings, Setting, SettingName } from "./agent-settings";

const looks: Record<SettingName, { label: string; Icon: LucideIcon; typed: string; hint: string }> = {
  model: { label: "Model", Icon: Cpu, typed: "Another model…", hint: "As the agent names it: provider:model." },
  effort: { label: "Effort", Icon: Gauge, typed: "Another level…", hint: "A level that the agent knows." },
  role: { label: "Role", Icon: UserCog, typed: "Another role…", hint: "A role of the agent's configuration." },
};
const NAME_MAX = 200;

type PickerProps = { name: SettingName; setting: Setting; onCommand: (command: string, args: string[]) => void };

function Picker({ name, setting: { current, choices }, onCommand }: PickerProps) {
  const [isTyping, setTyping] = useState(false);
  const { label, Icon, typed, hint } = looks[name];
  const choose = (value: string) => {
    if (value !== current) onCommand(name, [value]);
  };
  const asksRoles = name === "role" && choices.length < 2;
  const lines: MenuChoice[] = [
    ...choices.map((choice) => ({
      id: `choice ${choice}`,
      says: (
        <>
          <Check aria-hidden className={choice === current ? "" : "invisible"} />
          <span className="min-w-0 truncate">{choice}</span>
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
        aria-label={`${label}: ${current || "not said yet"}`}
        title={`${label}: ${current || "not said yet"}`}
        className="max-w-40 min-w-0 px-1.5"
        label={label}
        side="top"
        align="start"
        isTall
        choices={lines}
      >
        <Icon aria-hidden />
        <span className="truncate max-md:hidden">{current || label}</span>
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

type Props = { settings: AgentSettings; offered: readonly SettingName[]; onCommand: PickerProps["onCommand"] };

/** Model, effort and role of the session, where they can be changed: each a menu that sends the agent's own command. */
export function SettingPickers({ settings, offered, onCommand }: Props) {
  return offered.map((name) => <Picker key={name} name={name} setting={settings[name]} onCommand={onCommand} />);
}
