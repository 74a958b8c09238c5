#include "wasm/ui/icons.h"

#include <iterator>

#include "wasm/ui/internal.h"

namespace genba::ui {

namespace {

// Paths on the 24-unit grid: M x y begins a stroke, L x y draws a line, C a cubic curve (two
// control points, end), Z closes, O x y r a circle, D x y r a filled dot, R x1 y1 x2 y2 r a rounded
// box.
constexpr const char* kPaths[] = {
    /* kNone */ "",
    /* kHome */
    "M4 11.2L12 4.5L20 11.2M6 9.8L6 19.5L10 19.5L10 14.5L14 14.5L14 19.5L18 19.5L18 9.8",
    /* kList */ "D5 6.5 1.2D5 12 1.2D5 17.5 1.2M9 6.5L20 6.5M9 12L20 12M9 17.5L20 17.5",
    /* kPlus */ "M12 5L12 19M5 12L19 12",
    /* kSearch */ "O10.8 10.8 6M15.3 15.3L20 20",
    /* kChart */ "M4 4.5L4 19.5L20 19.5M8.5 15.5L8.5 11.5M12.5 15.5L12.5 7.5M16.5 15.5L16.5 10",
    /* kSettings */
    "M4 7L13 7M19 7L20 7M4 17L5 17M11 17L20 17O16 7 2.6O8 17 2.6",
    /* kUser */ "O12 8.2 3.7M4.8 19.8C5.4 15.8 8.2 14.2 12 14.2C15.8 14.2 18.6 15.8 19.2 19.8",
    /* kUsers */
    "O9 8.5 3.3M2.8 19C3.3 15.6 5.7 14 9 14C12.3 14 14.7 15.6 15.2 19"
    "M15.5 5.4C17.4 5.7 18.6 7 18.6 8.7C18.6 10.4 17.4 11.7 15.8 12M18 14.6C19.9 15.3 21 16.8 21.3 "
    "19",
    /* kClock */ "O12 12 8M12 7.5L12 12L15.2 14",
    /* kAlert */ "M12 4.2L21 19.5L3 19.5ZM12 10L12 14D12 16.8 1",
    /* kCheck */ "M5 12.5L10 17.5L19.5 7",
    /* kArrowRight */ "M4.5 12L19 12M13 6L19 12L13 18",
    /* kArrowLeft */ "M19.5 12L5 12M11 6L5 12L11 18",
    /* kArrowUp */ "M12 19.5L12 5M6 11L12 5L18 11",
    /* kArrowDown */ "M12 4.5L12 19M6 13L12 19L18 13",
    /* kCloudOff */
    "M4 4L20 20M8 8.2C5.2 8.6 3.5 10.6 3.5 13.2C3.5 16 5.7 18.2 8.5 18.2L16.8 18.2"
    "M11 6.4C14.2 5.6 17 7.6 17.4 10.6C19.6 10.9 21 12.6 20.9 14.6C20.9 15.4 20.7 16 20.4 16.5",
    /* kCloudCheck */
    "M7.5 18.5C5 18.5 3 16.6 3 14.2C3 12 4.6 10.3 6.8 10C7.3 7.3 9.4 5.5 12 5.5C14.9 5.5 17.1 7.6 "
    "17.3 "
    "10.4C19.5 10.6 21 12.3 21 14.4C21 16.7 19.2 18.5 16.9 18.5ZM9 13.4L11.2 15.5L15.2 11.2",
    /* kCloudUp */
    "M7.5 18.5C5 18.5 3 16.6 3 14.2C3 12 4.6 10.3 6.8 10C7.3 7.3 9.4 5.5 12 5.5C14.9 5.5 17.1 7.6 "
    "17.3 "
    "10.4C19.5 10.6 21 12.3 21 14.4C21 16.7 19.2 18.5 16.9 18.5ZM12 16L12 10.6M9.6 12.8L12 "
    "10.4L14.4 12.8",
    /* kLanguage */
    "O12 12 8.2M3.8 12L20.2 12M12 3.8C14.6 6.2 15.6 9 15.6 12C15.6 15 14.6 17.8 12 20.2"
    "M12 3.8C9.4 6.2 8.4 9 8.4 12C8.4 15 9.4 17.8 12 20.2",
    /* kSun */
    "O12 12 3.8M12 3L12 5M12 19L12 21M3 12L5 12M19 12L21 12M5.6 5.6L7 7M17 17L18.4 18.4"
    "M5.6 18.4L7 17M17 7L18.4 5.6",
    /* kMoon */
    "M19.5 14.2C18.4 14.7 17.2 15 16 15C11.8 15 9 12 9 8C9 6.6 9.4 5.3 10 4.2C6.6 5 4 8.2 4 12"
    "C4 16.4 7.6 20 12 20C15.4 20 18.4 17.6 19.5 14.2Z",
    /* kContrast */ "O12 12 8M12 4L12 20M14 6.5L14 17.5M16.4 8L16.4 16",
    /* kComment */
    "M5.5 5L18.5 5C19.6 5 20.5 5.9 20.5 7L20.5 14.5C20.5 15.6 19.6 16.5 18.5 16.5L11.5 16.5L7 20L7 "
    "16.5"
    "L5.5 16.5C4.4 16.5 3.5 15.6 3.5 14.5L3.5 7C3.5 5.9 4.4 5 5.5 5Z",
    /* kLock */
    "R5 10.5 19 20 2.2M8 10.5L8 8C8 5.6 9.7 4 12 4C14.3 4 16 5.6 16 8L16 10.5D12 15.2 1.3",
    /* kFilter */ "M4 6.5L20 6.5M7 12L17 12M10 17.5L14 17.5",
    /* kSort */ "M8 5L8 19M4.5 15.5L8 19L11.5 15.5M16 19L16 5M12.5 8.5L16 5L19.5 8.5",
    /* kChevronDown */ "M6.5 9.5L12 15L17.5 9.5",
    /* kChevronUp */ "M6.5 14.5L12 9L17.5 14.5",
    /* kChevronRight */ "M9.5 6.5L15 12L9.5 17.5",
    /* kChevronLeft */ "M14.5 6.5L9 12L14.5 17.5",
    /* kClose */ "M6.5 6.5L17.5 17.5M17.5 6.5L6.5 17.5",
    /* kMenu */ "M4 7L20 7M4 12L20 12M4 17L20 17",
    /* kMore */ "D6 12 1.5D12 12 1.5D18 12 1.5",
    /* kEdit */
    "M5 19L5.8 15.2L15.8 5.2C16.6 4.4 17.8 4.4 18.6 5.2C19.4 6 19.4 7.2 18.6 8L8.6 18L5 19ZM14 "
    "7L17 10",
    /* kTrash */
    "M4.5 7L19.5 7M9 7L9 4.5L15 4.5L15 7M6.5 7L7.3 19.5L16.7 19.5L17.5 7M10.3 10.5L10.3 16M13.7 "
    "10.5L13.7 16",
    /* kDownload */ "M12 4.5L12 15M7.5 11L12 15.5L16.5 11M4.5 19.5L19.5 19.5",
    /* kUpload */ "M12 15.5L12 5M7.5 9L12 4.5L16.5 9M4.5 19.5L19.5 19.5",
    /* kPrint */
    "M7 9L7 4L17 4L17 9M7 16.5L4 16.5L4 9L20 9L20 16.5L17 16.5M7 13.5L17 13.5L17 20L7 20Z",
    /* kCamera */
    "M4 8L7.5 8L9 5.5L15 5.5L16.5 8L20 8C20.6 8 21 8.4 21 9L21 18C21 18.6 20.6 19 20 19L4 19C3.4 "
    "19 3 18.6 "
    "3 18L3 9C3 8.4 3.4 8 4 8ZO12 13.2 3.4",
    /* kPaperclip */
    "M19.5 11.5L12.2 18.8C10.3 20.7 7.4 20.7 5.6 18.9C3.8 17.1 3.8 14.2 5.7 12.3L13 5C14.2 3.8 "
    "16.2 3.8 17.3 "
    "5C18.5 6.2 18.5 8.1 17.3 9.3L10.2 16.4C9.6 17 8.7 17 8.1 16.4C7.5 15.8 7.5 14.9 8.1 14.3L14.5 "
    "7.9",
    /* kCalendar */ "R4 5.5 20 20 2.2M4 10L20 10M8.5 3.5L8.5 7M15.5 3.5L15.5 7",
    /* kBook */
    "M12 6.5C10 5.2 7 4.8 3.5 5L3.5 18C7 17.8 10 18.2 12 19.5C14 18.2 17 17.8 20.5 18L20.5 5C17 "
    "4.8 14 5.2 12 6.5ZM12 6.5L12 19.5",
    /* kShield */
    "M12 3.5L19 6L19 11.5C19 16 16.2 19 12 20.8C7.8 19 5 16 5 11.5L5 6ZM9 11.8L11.3 14.1L15.2 9.8",
    /* kRefresh */
    "M19.5 12C19.5 16.1 16.1 19.5 12 19.5C8.9 19.5 6.2 17.6 5 14.9M4.5 12C4.5 7.9 7.9 4.5 12 "
    "4.5C15.1 4.5 17.8 6.4 19 9.1M19.3 4.8L19.3 9.2L15 9.2M4.7 19.2L4.7 14.8L9 14.8",
    /* kLink */
    "M10 14C8.8 12.8 8.8 10.9 10 9.7L13.2 6.5C14.8 4.9 17.2 4.9 18.7 6.4C20.2 7.9 20.1 10.4 18.6 "
    "11.9L17 13.5M14 10C15.2 11.2 15.2 13.1 14 14.3L10.8 17.5C9.2 19.1 6.8 19.1 5.3 17.6C3.8 16.1 "
    "3.9 13.6 5.4 12.1L7 10.5",
    /* kPause */ "M9 6L9 18M15 6L15 18",
    /* kPlay */ "M8 5.5L18.5 12L8 18.5Z",
    /* kInfo */ "O12 12 8M12 11L12 16D12 8 1",
    /* kStar */ "M12 4L14.5 9.2L20.2 10L16 14L17.1 19.7L12 16.9L6.9 19.7L8 14L3.8 10L9.5 9.2Z",
    /* kDevice */ "R3.5 5 20.5 16 2M9 20L15 20M12 16L12 20",
    /* kCopy */
    "R8.5 8.5 20 20 2.2M15.5 8.5L15.5 6C15.5 4.8 14.7 4 13.5 4L6 4C4.8 4 4 4.8 4 6L4 13.5C4 14.7 "
    "4.8 15.5 6 15.5L8.5 15.5",
    /* kInbox */
    "M4 13L6.8 5.5L17.2 5.5L20 13L20 18.5L4 18.5ZM4 13L8.5 13L10 15.5L14 15.5L15.5 13L20 13",
    /* kTag */ "M4 4.5L11.5 4.5L20 13L13 20L4.5 11.5ZD8.2 8.5 1.3",
    /* kConflict */
    "M6.5 4.5L6.5 19.5M6.5 14C6.5 10.5 17.5 13 17.5 8.5L17.5 6M14 8.8L17.5 5.2L21 8.8",
};
static_assert(std::size(kPaths) == static_cast<std::size_t>(Icon::kConflict) + 1);

class Pen {
 public:
  Pen(ImDrawList* list, ImVec2 center, float size, Color color)
      : list_(list),
        center_(center),
        unit_(size * scale() / 24),
        stroke_(ImMax(1.4F * scale(), 1.7F * unit_)),
        color_(color) {}

  void draw(const char* path) {
    at_ = path;
    while (*at_ != '\0') command(*at_++);
    flush(false);
  }

 private:
  float number() {
    while (*at_ == ' ') at_++;
    float value = 0, fraction = 0;
    while ((*at_ >= '0' && *at_ <= '9') || *at_ == '.') {
      if (*at_ == '.') {
        fraction = 1;
      } else {
        value = value * 10 + static_cast<float>(*at_ - '0');
        fraction *= 10;
      }
      at_++;
    }
    return fraction > 0 ? value / fraction : value;
  }

  ImVec2 point() {
    const float x = number(), y = number();
    return ImVec2(center_.x + (x - 12) * unit_, center_.y + (y - 12) * unit_);
  }

  void flush(bool closed) { list_->PathStroke(color_, closed ? ImDrawFlags_Closed : 0, stroke_); }

  void command(char letter) {
    switch (letter) {
      case 'M':
        flush(false);
        list_->PathLineTo(point());
        break;
      case 'L': list_->PathLineTo(point()); break;
      case 'C': {
        const ImVec2 first = point(), second = point(), end = point();
        list_->PathBezierCubicCurveTo(first, second, end, 8);
        break;
      }
      case 'Z': flush(true); break;
      case 'O': {
        flush(false);
        const ImVec2 middle = point();
        list_->AddCircle(middle, number() * unit_, color_, 0, stroke_);
        break;
      }
      case 'D': {
        flush(false);
        const ImVec2 middle = point();
        list_->AddCircleFilled(middle, ImMax(number() * unit_, stroke_ * 0.6F), color_);
        break;
      }
      case 'R': {
        flush(false);
        const ImVec2 min = point(), max = point();
        list_->AddRect(min, max, color_, number() * unit_, 0, stroke_);
        break;
      }
      default: break;
    }
  }

  ImDrawList* list_;
  ImVec2 center_;
  float unit_, stroke_;
  Color color_;
  const char* at_ = nullptr;
};

}  // namespace

void draw_icon(ImDrawList* list, Icon icon, ImVec2 center, float size, Color color) {
  Pen(list, center, size, color).draw(kPaths[static_cast<std::size_t>(icon)]);
}

}  // namespace genba::ui
