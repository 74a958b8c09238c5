// Erasure of a person's data that keeps the tickets: states, times, clocks and counts stay, and the
// audit chain still verifies. He leaves his groups. What is personal is in the field table
// (is_personal, is_own_words).
//
// A cell that shows an erased value gets a neutral word, or nothing, by a new effect. Every cell's
// erasure is recorded (core/authority/erasure.h); through that record replicas hear that they must
// take the entity anew, and devices that had not heard of it cannot bring the value back. Evidence,
// and whatever belongs to a ticket on legal hold, is not touched.
#pragma once

#include <map>
#include <set>
#include <string>

#include "core/authority/erasure.h"
#include "core/model/language.h"
#include "core/sync/server_session.h"

namespace genba {

struct ErasureRequest {
  EntityId person;
  bool texts = false;                       // also what he wrote in his own words
  std::string operator_name;                // who carries it out
  Language language = Language::kJapanese;  // of the neutral words
  std::int64_t now_ms = 0;
};

// What would be erased: effects by cell, each ascending.
struct ErasurePlan {
  std::map<std::pair<EntityId, FieldId>, std::vector<Seq>> cells;
  std::set<EntityId> tickets;  // of which something goes
  std::set<EntityId> held;     // on legal hold: their texts stay
  std::size_t effects() const;
};

// Reads the whole log.
ErasurePlan plan_erasure(const SyncStore& store, const ErasureRequest& request);

// Carries it out, as a part of the caller's transaction.
void erase_person(SyncStore& store, const ErasurePlan& plan, const ErasureRequest& request,
                  RandomSource& random);

}  // namespace genba
