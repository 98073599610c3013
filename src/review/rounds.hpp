// The round that a document is in, with everything a rule wants to know about it.
#pragma once
#include "content/desk.hpp"
#include "review/rules.hpp"
#include "review/store.hpp"

namespace gongkai::review {

struct OpenCase {
  content::Desk desk;
  Round round;
  const Route* route = nullptr;
  std::vector<Signature> signatures;
  std::vector<PersonId> writers;

  Situation situation() const { return {*route, desk.latest.state == content::State::in_review, signatures, writers}; }
};

/// The route for the document now: its type's, its unit's and that of the units above.
const Route& route_of(db::Session& session, const content::Desk& desk);
/// Of the edition on the desk; conflict when it is not in a round.
Result<OpenCase> open_case(db::Session& session, DocumentId document);
/// The same, with the round's row taken until the end of the transaction.
Result<OpenCase> take_case(Transaction& tx, DocumentId document);

/// The sampling rate of the unit: its own or that of the nearest unit above that has one.
int sampling_rate(db::Session& session, const directory::Unit& unit);
/// The unit and those above it, from their path.
db::List lineage(const directory::Unit& unit);

/// Digest of what is signed: title, summary, text, fields, attachments.
std::string content_digest(const content::Edition& edition, const std::vector<content::Attachment>& attachments);

}  // namespace gongkai::review
