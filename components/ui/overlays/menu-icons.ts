/** What stands before the words of a menu. */
import {
  ArchiveIcon,
  ArchiveRestoreIcon,
  ArrowRightLeftIcon,
  BookmarkPlusIcon,
  PencilIcon,
  Trash2Icon,
  UserIcon,
  UsersIcon,
} from "lucide-react";

export const menuIcons = {
  archive: ArchiveIcon,
  restore: ArchiveRestoreIcon,
  give: ArrowRightLeftIcon,
  keep: BookmarkPlusIcon,
  rename: PencilIcon,
  remove: Trash2Icon,
  one: UserIcon,
  several: UsersIcon,
} as const;

export type MenuIcon = keyof typeof menuIcons;
