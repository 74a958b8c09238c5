#include "wasm/views/ticket_attachments.h"

#include "core/process/attachment.h"
#include "wasm/ui/ui.h"
#include "wasm/views/attachment_target.h"
#include "wasm/views/offers.h"

namespace genba {
namespace {

constexpr float kRemoveWidth = ui::kTarget + ui::kSpace8;

struct PlaceWords {
  Message message;
  ui::Tone tone;
};

PlaceWords words_of(ContentPlace place) {
  switch (place) {
    case ContentPlace::kWaiting: return {Message::kAttachmentWaiting, ui::Tone::kWarn};
    case ContentPlace::kSent: return {Message::kAttachmentSent, ui::Tone::kOk};
    case ContentPlace::kKept: return {Message::kAttachmentKept, ui::Tone::kOk};
    case ContentPlace::kRefused: return {Message::kAttachmentRefused, ui::Tone::kDanger};
    case ContentPlace::kElsewhere: break;
  }
  return {Message::kAttachmentElsewhere, ui::Tone::kMuted};
}

bool is_image(const std::string& media_type) { return media_type.substr(0, 6) == "image/"; }

// Whoever added it takes it away, or whoever works on the ticket.
bool may_remove(const TicketPage& page, const EntityId& attachment) {
  const Permission permission = page.permission();
  if (permission >= Permission::kAgent) return true;
  return permission >= Permission::kRequester &&
         page.state().value(attachment, field::kAttachmentAuthor).reference() == page.me();
}

}  // namespace

void TicketAttachments::draw(const TicketPage& page) {
  const Model& model = page.model;
  const ui::Card card({.title = t(model, Message::kAttachmentsTitle)});
  const std::vector<EntityId> attachments = attachments_of(page.state(), page.id);
  if (attachments.empty()) {
    ui::text(t(model, Message::kAttachmentsNone), {.tone = ui::Tone::kMuted});
    ui::gap(ui::kSpace12);
  }
  for (const EntityId& each : attachments) draw_one(page, each);
  const std::string problem = page.actions.attachment_problem(page.id, model.language);
  if (!problem.empty()) {
    ui::gap(ui::kSpace8);
    ui::banner(problem, {.tone = ui::Tone::kDanger, .icon = ui::Icon::kAlert});
  }
  if (page.may(field::kAttachmentName)) draw_buttons(page);
}

void TicketAttachments::draw_one(const TicketPage& page, const EntityId& attachment) {
  const Model& model = page.model;
  const std::string key = to_string(attachment);
  const ui::IdScope scope(key);
  const auto value = [&](FieldId field) { return page.state().value(attachment, field); };
  const std::string name = value(field::kAttachmentName).text();
  std::string detail = format_file_size(value(field::kAttachmentSize).integer());
  const auto add = [&detail](const std::string& part) {
    if (!part.empty()) detail += " · " + part;
  };
  add(name_of(model, value(field::kAttachmentAuthor).reference()));
  const std::int64_t added_ms = value(field::kAttachmentAddedAt).integer();
  if (added_ms > 0) add(format_relative(added_ms, time_style(model)));
  const PlaceWords place = words_of(page.actions.content_place(attachment));
  const bool is_internal = page.state().facet(attachment) == Facet::kInternal;
  const std::string action = t(model, Message::kAttachmentOpen, name);
  const std::string described = t(model, Message::kAttachmentPicture, name);
  const bool has_picture = is_image(value(field::kAttachmentMediaType).text());
  const bool removable = may_remove(page, attachment);
  const ui::Row row;
  if (ui::media_tile(
          {.name = name,
           .detail = detail,
           .state = t(model, place.message),
           .note = is_internal ? t(model, Message::kAttachmentInternal) : std::string_view(),
           .state_tone = place.tone,
           .action = action,
           .picture = has_picture ? std::string_view(key) : std::string_view(),
           .described = described,
           .icon = has_picture ? ui::Icon::kCamera : ui::Icon::kPaperclip,
           .reserve = removable ? kRemoveWidth : 0})) {
    page.actions.save_content(attachment);
  }
  if (removable && ui::icon_button(t(model, Message::kAttachmentRemove, name), ui::Icon::kTrash)) {
    submit_with_undo(page, RemoveAttachment{attachment},
                     t(model, Message::kAttachmentRemoved, name),
                     RemoveAttachment{attachment, false});
  }
}

void TicketAttachments::draw_buttons(const TicketPage& page) {
  const Model& model = page.model;
  ui::gap(ui::kSpace8);
  const bool may_hide = page.permission() >= Permission::kAgent;
  if (may_hide) {
    const std::vector<std::string> audiences = {ts(model, Message::kAttachmentForAll),
                                                ts(model, Message::kAttachmentForDesk)};
    ui::segmented(t(model, Message::kAttachmentFor), audiences, &audience_);
    ui::gap(ui::kSpace8);
  }
  const bool is_hidden = may_hide && audience_ == 1;
  const std::string target =
      attachment_target({page.id, is_hidden ? Facet::kInternal : Facet::kPublic});
  const ui::Row row;
  ui::kept_file_button("attachment-photo", t(model, Message::kAttachmentTakePhoto), "image/*",
                       target, ui::Icon::kCamera,
                       offer(model, Message::kAttachmentTakePhoto, ui::Icon::kCamera));
  ui::kept_file_button("attachment-file", t(model, Message::kAttachmentAddFile), "", target,
                       ui::Icon::kPaperclip,
                       offer(model, Message::kAttachmentAddFile, ui::Icon::kPaperclip));
}

}  // namespace genba
