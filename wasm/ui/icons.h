// Line icons, drawn from paths on a grid of 24 × 24; no font, no image.
#pragma once

#include "wasm/ui/style.h"

namespace genba::ui {

enum class Icon : unsigned char {
  kNone,
  kHome,
  kList,
  kPlus,
  kSearch,
  kChart,
  kSettings,
  kUser,
  kUsers,
  kClock,
  kAlert,
  kCheck,
  kArrowRight,
  kArrowLeft,
  kArrowUp,
  kArrowDown,
  kCloudOff,
  kCloudCheck,
  kCloudUp,
  kLanguage,
  kSun,
  kMoon,
  kContrast,
  kComment,
  kLock,
  kFilter,
  kSort,
  kChevronDown,
  kChevronUp,
  kChevronRight,
  kChevronLeft,
  kClose,
  kMenu,
  kMore,
  kEdit,
  kTrash,
  kDownload,
  kUpload,
  kPrint,
  kCamera,
  kPaperclip,
  kCalendar,
  kBook,
  kShield,
  kRefresh,
  kLink,
  kPause,
  kPlay,
  kInfo,
  kStar,
  kDevice,
  kCopy,
  kInbox,
  kTag,
  kConflict,
};

// Draws the icon centred on `center` (device pixels), `size` design pixels wide.
void draw_icon(ImDrawList* list, Icon icon, ImVec2 center, float size, Color color);

}  // namespace genba::ui
