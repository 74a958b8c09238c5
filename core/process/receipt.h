// Receipt codes: what a person takes away from a kiosk to ask later how far his report has come. A
// code is made on the device, so it is valid before the report has reached the server.
//
// 75 bits from a CSPRNG in Crockford's base 32 and a check character, in four groups:
// "7K2M-Q9TX-04HV-ZB6N". The check is a Reed–Solomon symbol over GF(32), x⁵ + x² + 1: one wrong
// character, or two that changed places, never pass. Only the id of the receipt's record is stored,
// derived from the code by SHA-256: nobody reads a code out of the data, not even who sees the
// ticket. Whoever knows it learns the ticket's state and since when, and nothing else.
#pragma once

#include <string>
#include <string_view>

#include "core/model/cell.h"
#include "core/model/random.h"

namespace genba {

std::string make_receipt_code(RandomSource& random);

// A code as somebody typed it, in the form of make_receipt_code: lower case, full-width characters,
// other dashes, spaces or none, and O, I and L for what they are mistaken for. "": it is none.
std::string read_receipt_code(std::string_view typed);

// The id of the record of a code in the form of make_receipt_code.
EntityId receipt_id(std::string_view code);

struct ReceiptState {
  std::string label_ja, label_en;  // of the ticket's state, as the workspace calls it
  std::int64_t since_ms = 0;
};
// What the code says; of a ticket that was merged into another, what that one says. kNotFound alike
// for a code that is unknown and for what is no code.
Result<ReceiptState> look_up_receipt(std::string_view typed, const StateReader& state);

}  // namespace genba
