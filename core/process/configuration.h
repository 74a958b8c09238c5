// Configuration: how a workspace is set up, compiled from its configuration entities (calendars,
// policies, rules …) into the form in which the rules are run. Every holder of a workspace keeps
// one in a ConfigurationCache, so that it is compiled once a change and not once a question.
//
// A part that does not compile is left out and named in problems(): a mistake in one rule must not
// stop the desk. One thread, like the holder's.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/model/cell.h"

namespace genba {

class SlaBook;       // core/process/sla_book.h
class Rota;          // core/process/rota.h
class RuleBook;      // core/process/rule_book.h
class WorkflowBook;  // core/process/workflow_book.h

class Configuration {
 public:
  static Configuration compile(const StateReader& state);

  struct Problem {
    EntityId entity;
    std::string text;  // English
  };
  const std::vector<Problem>& problems() const { return problems_; }
  const Rota& rota() const { return *rota_; }
  const RuleBook& rules() const { return *rules_; }
  const WorkflowBook& workflow() const { return *workflow_; }
  const SlaBook& sla() const { return *sla_; }

 private:
  void add_workflow(const StateReader& state);

  std::vector<Problem> problems_;
  std::shared_ptr<const Rota> rota_;
  std::shared_ptr<const RuleBook> rules_;
  std::shared_ptr<const WorkflowBook> workflow_;
  std::shared_ptr<const SlaBook> sla_;
};

// Whether a change of this field (or the creation of its entity) changes the configuration.
bool is_configuration(FieldId field);

// Holders call note() with every field that changes.
class ConfigurationCache {
 public:
  const Configuration& get(const StateReader& state) const {
    if (!compiled_)
      compiled_ = std::make_unique<const Configuration>(Configuration::compile(state));
    return *compiled_;
  }
  void note(FieldId field) {
    if (is_configuration(field)) compiled_.reset();
  }
  void clear() { compiled_.reset(); }

 private:
  mutable std::unique_ptr<const Configuration> compiled_;
};

}  // namespace genba
