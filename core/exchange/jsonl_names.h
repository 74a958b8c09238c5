// The words of JSON lines for closed lists that have no codes of their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/exchange/jsonl_line.h"

namespace genba::jsonl {

template <typename T>
struct Named {
  T value;
  const char* name;
};

inline constexpr Named<JsonlHeader::Holder> kHolders[] = {{JsonlHeader::Holder::kAlone, "alone"},
                                                          {JsonlHeader::Holder::kJoined, "joined"},
                                                          {JsonlHeader::Holder::kServer, "server"}};
inline constexpr Named<Facet> kFacets[] = {{Facet::kPublic, "public"},
                                           {Facet::kInternal, "internal"}};
inline constexpr Named<Action> kActions[] = {{Action::kCreate, "create"},
                                             {Action::kSet, "set"},
                                             {Action::kAdd, "add"},
                                             {Action::kRemove, "remove"}};
inline constexpr Named<Outcome> kOutcomes[] = {{Outcome::kApplied, "applied"},
                                               {Outcome::kMerged, "merged"},
                                               {Outcome::kConflict, "conflict"},
                                               {Outcome::kRejected, "rejected"}};
// By bit of Effect::flags.
inline constexpr const char* kFlags[8] = {"imported", "clock_suspect", "derived", "merged",
                                          "bit4",     "bit5",          "bit6",    "bit7"};

inline const auto& names_of(JsonlHeader::Holder) { return kHolders; }
inline const auto& names_of(Facet) { return kFacets; }
inline const auto& names_of(Action) { return kActions; }
inline const auto& names_of(Outcome) { return kOutcomes; }

template <typename T>
const char* name_of(T value) {
  for (const auto& each : names_of(value)) {
    if (each.value == value) return each.name;
  }
  return "";
}

template <typename T>
std::optional<T> value_of(std::string_view name) {
  for (const auto& each : names_of(T{})) {
    if (name == each.name) return each.value;
  }
  return std::nullopt;
}

inline const char* flag_name(int bit) { return kFlags[bit]; }

}  // namespace genba::jsonl
