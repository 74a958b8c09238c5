// Configuration: how a workspace is set up, compiled from its configuration entities (calendars,
// policies, rules …) into the form in which the rules are run. Every holder of a workspace keeps
// one in a ConfigurationCache, so that what a change concerns is compiled once, and not once a
// question.
//
// A part that does not compile is left out and named in problems(): a mistake in one rule must not
// stop the desk. One thread, like the holder's.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/model/cell.h"

namespace genba {

class QuerySchema;   // core/replica/query_schema.h
class SlaBook;       // core/process/sla_book.h
class Rota;          // core/process/rota.h
class RuleBook;      // core/process/rule_book.h
class WorkflowBook;  // core/process/workflow_book.h

class Configuration {
 public:
  enum Part : std::uint8_t { kRota = 1, kRules = 2, kWorkflow = 4, kSla = 8, kEveryPart = 15 };
  // The parts, as a set of bits, that a change of this field concerns, or the creation of its
  // entity.
  static unsigned parts_of(FieldId field);

  // Compiles these parts anew. All of them first; then any.
  void renew(const StateReader& state, unsigned parts);

  struct Problem {
    Part part;
    EntityId entity;
    std::string text;  // English
  };
  const std::vector<Problem>& problems() const { return problems_; }
  const Rota& rota() const { return *rota_; }
  const RuleBook& rules() const { return *rules_; }
  const WorkflowBook& workflow() const { return *workflow_; }
  // What questions about tickets can name, the workspace's own fields among it.
  const QuerySchema& tickets() const { return *tickets_; }
  const SlaBook& sla() const { return *sla_; }

 private:
  void add_rules(const StateReader& state);
  void add_workflow(const StateReader& state);
  void add_sla(const StateReader& state);

  std::vector<Problem> problems_;
  std::shared_ptr<const Rota> rota_;
  std::shared_ptr<const RuleBook> rules_;
  std::shared_ptr<const WorkflowBook> workflow_;
  std::shared_ptr<const QuerySchema> tickets_;
  std::shared_ptr<const SlaBook> sla_;
};

// Whether this field belongs to how the workspace is set up, which its administrators say.
bool is_configuration(FieldId field);

// Holders call note() with every field that changes.
class ConfigurationCache {
 public:
  const Configuration& get(const StateReader& state) const {
    if (stale_ != 0) compiled_.renew(state, std::exchange(stale_, 0));
    return compiled_;
  }
  void note(FieldId field) { stale_ |= Configuration::parts_of(field); }
  void clear() { stale_ = Configuration::kEveryPart; }

 private:
  mutable Configuration compiled_;
  mutable unsigned stale_ = Configuration::kEveryPart;
};

}  // namespace genba
