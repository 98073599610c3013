// What people do with letters; one file each group. All of them may be refused with every reason at once.
#pragma once
#include "letters/api.hpp"
#include "letters/desk.hpp"
#include "platform/files/store.hpp"

namespace gongkai::letters {

// -- the way of a letter (compose.cpp, approve.cpp, send.cpp) -----------------------------------------------------------

Result<LetterId> begin(Context& context, CaseId of, std::string_view kind, const Facts& facts);
Result<void> change(Context& context, LetterId id, std::int64_t version, const Facts& facts);
Result<void> submit(Context& context, LetterId id, std::int64_t version);
Result<void> approve(Context& context, LetterId id, std::int64_t version);
Result<void> send_back(Context& context, LetterId id, std::int64_t version, std::string_view remark);
Result<void> discard(Context& context, LetterId id, std::int64_t version);
/// By name: days of a year whose calendar is not announced may be printed (D4.4).
Result<void> confirm_days(Context& context, LetterId id, std::int64_t version);
/// Freezes text, digest and PDF, gives the number, records the first delivery, tells the listeners: all in one transaction.
Result<void> send(Context& context, LetterId id, std::int64_t version, Way way);
/// A draft of the correction letter: what was sent is never taken back.
Result<LetterId> correct(Context& context, LetterId id);

/// As it was sent, or as it would be sent now, without number and seal.
Result<std::string> pdf_of(Context& context, const Desk& desk);
/// Of our own template, or the unit's filled in.
Result<std::string> docx_of(Context& context, const Desk& desk);

// -- delivery (deliver.cpp) -----------------------------------------------------------------------------------------------

Result<DeliveryId> deliver(Context& context, LetterId id, Delivery delivery);
/// What became of it: received, returned, note.
Result<void> report(Context& context, const Delivery& delivery);
Result<void> prove(Context& context, DeliveryId id, std::int64_t version, const files::Checked& checked);

// -- templates and settings (templates.cpp) -----------------------------------------------------------------------------------

Result<LetterFormId> add_form(Context& context, UnitId unit, std::string_view kind, const files::Checked& checked);
Result<void> retire_form(Context& context, LetterFormId id);
Result<void> set_setting(Context& context, const Setting& setting);
Result<void> set_seal(Context& context, UnitId unit, std::int64_t version, const files::Checked& checked);

}  // namespace gongkai::letters
