// What can be done with a ticket now: the transitions that the workflow and the role allow, with
// dialogs that ask for what their guards need.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "wasm/views/choices.h"
#include "wasm/views/required_fields.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class TicketTransitions {
 public:
  void draw(const TicketPage& page);  // the row of buttons
  void draw_dialogs(const TicketPage& page);
  void open_assign(const TicketPage& page);  // asks for group and person

 private:
  struct Action {
    Message label;
    ui::Icon icon;
    bool is_button, is_danger;
    std::function<void()> run;
  };

  std::vector<Action> actions_of(const TicketPage& page);
  void start(const TicketPage& page, TicketState to);
  void begin(const TicketPage& page);  // asks for what the step needs, or takes it
  void change(const TicketPage& page, const ChangeState& command);
  void draw_children(const TicketPage& page);
  void draw_pending(const TicketPage& page);
  void draw_step(const TicketPage& page);
  void draw_assign(const TicketPage& page);
  void assign(const TicketPage& page, const Assign& command);

  bool asking_pending_ = false, asking_step_ = false, asking_cancel_ = false,
       asking_assign_ = false, asking_children_ = false, tried_ = false;
  Seq seen_ = 0;
  TicketState to_ = TicketState::kNew;  // the step that is being asked about
  std::size_t open_children_ = 0;
  RequiredFields required_;
  std::string reason_, wake_at_, group_, person_, problem_;
  ChoiceCache choices_;
};

}  // namespace genba
