// The evidence of an incident: what was taken, its hash, and in whose hands it has been. A file is
// hashed in the page and stays where it is; what is recorded here never changes.
#pragma once

#include <string>

#include "core/process/evidence.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class TicketEvidence {
 public:
  static bool concern(const TicketPage& page);
  void draw(const TicketPage& page);
  void draw_dialogs(const TicketPage& page);

 private:
  void draw_one(const TicketPage& page, const EntityId& evidence);
  void draw_buttons(const TicketPage& page);
  void compare(const TicketPage& page, const std::string& sha256) const;
  void open_adding(std::string name, std::optional<Fingerprint> content);
  void draw_adding(const TicketPage& page);
  void draw_recording(const TicketPage& page);

  bool adding_ = false, recording_ = false;
  AddEvidence taken_;     // being described
  RecordCustody record_;  // being written
  std::string action_, problem_;
};

}  // namespace genba
