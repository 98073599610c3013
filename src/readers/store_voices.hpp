// All SQL about what readers say.
#pragma once
#include "platform/db/session.hpp"
#include "readers/model.hpp"

namespace gongkai::readers::store {

void add_opinion(db::Session& session, DocumentId document, Day day, bool useful);
void insert(db::Session& session, const Remark& remark);
/// Of the documents of the unit and those below it, newest first, behind `before` (0: from the newest).
std::vector<Remark> remarks(db::Session& session, std::string_view unit_path, RemarkId before, int limit);

void insert(db::Session& session, const ErrorReport& report);
std::optional<ErrorReport> find_report(db::Session& session, ErrorReportId id);
std::optional<ErrorReport> find_report_by_number(db::Session& session, std::string_view number);
/// Nobody has answered yet: the longest waiting first.
std::vector<ErrorReport> open_reports(db::Session& session, std::string_view unit_path, int limit);
/// The latest answers first.
std::vector<ErrorReport> answered_reports(db::Session& session, std::string_view unit_path, ErrorReportId before,
                                          int limit);
/// Unit and answer; false when somebody else was faster.
bool update(db::Session& session, const ErrorReport& report);
void insert_move(db::Session& session, ErrorReportId report, const ErrorReportMove& move);
std::vector<ErrorReportMove> moves_of(db::Session& session, ErrorReportId report);
std::vector<PublicAnswer> public_answers(db::Session& session, SiteId site, int limit);

}  // namespace gongkai::readers::store
