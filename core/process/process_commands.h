// Commands of the process around a ticket: links, merging, approvals, checklists, work. They are
// planned as commands.h says; the decision checks the rest.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/cell.h"
#include "core/model/operation.h"

namespace genba {

struct CommandContext;

// "`origin` is `type` `target`": a child of it, fixed by it … kAlreadyExists when it is so already.
struct AddLink {
  EntityId id;  // of the link
  EntityId origin;
  LinkType type{};
  EntityId target;
};

// Whatever the author has seen of that relation. kNotFound when there is none.
struct RemoveLink {
  EntityId origin;
  LinkType type{};
  EntityId target;
};

// The ticket is the same matter as `into`, which stands for both from now on.
struct MergeTicket {
  EntityId ticket;
  EntityId into;
};
// Takes the merge back: the ticket is again where it was.
struct UnmergeTicket {
  EntityId ticket;
};

// A new ticket made from another one, linked with it and classified like it: a second matter that
// the ticket had in it (kSplitFrom), or what comes after one that is closed (kFollowUpOf).
struct SpinOff {
  EntityId id;    // of the new ticket
  EntityId link;  // of the link
  EntityId from;
  LinkType relation = LinkType::kSplitFrom;
  std::string title;
  std::string description;
  std::string offline_label;
};

// Asks each of them; whoever has decided already is asked again.
struct RequestApproval {
  EntityId ticket;
  std::vector<EntityId> approvers;
};
// The author's own decision, which he was asked for. A rejection needs a remark.
struct DecideApproval {
  EntityId ticket;
  bool approves = true;
  std::string remark;
};

struct LogWork {
  EntityId id;
  EntityId ticket;
  std::int64_t minutes = 0;  // 1 to 24 hours
  std::string text;
  std::optional<std::int64_t> worked_at_ms;  // none: now
};

// "I have seen it": stops the response clock without a word to the requester.
struct Acknowledge {
  EntityId ticket;
};

struct SetCustomValue {
  EntityId ticket;
  EntityId field;
  Value value;
};

struct AddChecklistItem {
  EntityId id;
  EntityId ticket;
  std::string text;
  std::string text_en;
  std::optional<SecurityStep> step;
  bool is_required = false;
};
struct CheckItem {
  EntityId item;
  std::optional<bool> done;
  std::optional<std::string> note;
};

// Fills in what the ticket has nothing in yet, and adds the checklist of the template's playbook.
struct ApplyTemplate {
  EntityId ticket;
  EntityId template_id;
};
// Adds the steps that the ticket does not have yet.
struct ApplyPlaybook {
  EntityId ticket;
  EntityId playbook;
};

// Resolves every incident that waits for the problem.
struct ResolveWaiting {
  EntityId problem;
  std::string resolution;
  std::string cause_code;
};

// Transitions as they are to be from now on, together: a table between two of them need not hold.
struct ConfigureTransitions {
  struct Row {
    TicketType type{};
    TicketState from{};
    TicketState to{};
    std::optional<Role> least;  // none: as it is, or an agent
    TextSet required;           // names of fields of the ticket, keys of custom fields
    bool is_enabled = true;
  };
  std::vector<Row> rows;
};

using Operations = std::vector<Operation>;
Result<Operations> plan(const AddLink& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const RemoveLink& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const MergeTicket& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const UnmergeTicket& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const SpinOff& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const RequestApproval& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const DecideApproval& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const LogWork& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const Acknowledge& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const SetCustomValue& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const AddChecklistItem& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const CheckItem& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const ApplyTemplate& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const ApplyPlaybook& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const ResolveWaiting& command, const StateReader& state,
                        const CommandContext& context);
Result<Operations> plan(const ConfigureTransitions& command, const StateReader& state,
                        const CommandContext& context);

}  // namespace genba
