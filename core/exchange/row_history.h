// RowHistory: the operations by which a row of another system's table becomes a ticket here, or
// brings it up to date, as that system's own history: at its times and by its people.
#pragma once

#include "core/exchange/row_reader.h"
#include "core/exchange/sheet_import.h"

namespace genba {

class RowHistory {
 public:
  struct People {
    EntityId author;
    EntityId updated_by;
  };
  // source: "redmine:123". `content` has what the mapping's defaults add.
  RowHistory(const State& state, const RowContent& content, const EntityId& ticket,
             std::string source, const People& people, const ImportContext& context);

  std::vector<PlannedGroup> create();
  // Empty when the source has changed nothing since the last import.
  std::vector<PlannedGroup> update();

 private:
  void begin(std::int64_t wall_ms, const EntityId& actor);
  void put(FieldId field, Value value);
  void put(const FieldValue& stated) { put(stated.field->id, stated.value); }
  void put(const RowContent::CustomStated& stated);
  void finish(std::int64_t wall_ms);
  void add_comments(std::int64_t wall_ms);
  std::int64_t reached_at(TicketState state, std::int64_t otherwise) const;
  TicketState final_state() const;

  const State& state_;
  const RowContent& content_;
  EntityId ticket_;
  std::string source_;
  People people_;
  const ImportContext& context_;
  std::vector<PlannedGroup> groups_;
};

}  // namespace genba
