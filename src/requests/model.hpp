// 依申请公开: who asks, for what, and what became of it. Ids of channels, kinds of applicant, forms, ways of delivery and
// outcomes are the texts that the regulation and the annual tables use.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "casework/model.hpp"
#include "platform/files/store.hpp"

namespace gongkai::requests {

/// The kinds of case of this capability; catalog/cases has their declarations.
namespace kind {
inline constexpr std::string_view request = "request";                        // 政府信息公开申请
inline constexpr std::string_view records_correction = "records_correction";  // 政府信息更正申请, Art. 41
inline constexpr std::string_view proactive_proposal = "proactive_proposal";  // 建议主动公开, Art. 44(2)
inline constexpr std::string_view complaint = "complaint";                    // 向主管部门投诉, Art. 47 and 51
inline constexpr std::string_view third_party = "consultation_third_party";   // Art. 32
inline constexpr std::string_view joint_maker = "consultation_joint_maker";   // Art. 34
inline constexpr std::string_view other_body = "inquiry_other_body";          // Art. 33(3)
}  // namespace kind

/// All personal data. Empty texts are what the applicant left out.
struct Applicant {
  std::string kind = "natural";  // natural, enterprise, research, ngo, legal, other
  std::string name{};            // of the person or the organisation
  std::string document_type{};   // natural: regulation::IdentityKind, "resident_id", …
  std::string document_number{};
  std::string credit_code{};     // organisation: 统一社会信用代码
  std::string representative{};  // organisation: 法定代表人
  std::string contact{};         // organisation: 联系人
  std::string workplace{};       // natural, if they say it
  std::string address{};
  std::string postcode{};
  std::string phone{};
  std::string email{};

  bool operator==(const Applicant&) const = default;
};

struct Wishes {
  std::string form = "paper";     // paper, email, disc
  std::string delivery = "post";  // post, express, email, fax, pick_up, read_on_site
};

/// A file that passed files::Store::take_in, with the name the applicant gave it.
struct Attachment {
  files::Checked checked{};
  std::string name{};
};

/// What an applicant sends, by whatever way.
struct Submission {
  std::string kind{kind::request};
  SiteId site{};
  UnitId unit{};
  Applicant applicant{};
  std::string description{};  // name, number or features of the information (Art. 29)
  Wishes wishes{};
  std::vector<Attachment> attachments{};
  CaseId about{};  // of a complaint or a correction
};

/// What the applicant takes home.
struct Receipt {
  CaseId id{};
  std::string number{};
  std::string code{};  // query code; shown once
};

/// A case of this capability, opened.
struct Request {
  casework::Case of{};
  SiteId site{};
  std::string channel{};
  Applicant applicant{};
  std::string description{};
  Wishes wishes{};
  CaseId about{};
  std::optional<Day> received_on{};
  std::string outcome{};
};

/// Entered by an officer: counter, letters, fax, oral (Art. 29(1), 31).
struct Intake {
  Submission submission{};
  std::string channel{};              // any but "internet"
  Day arrived_on{};                   // handed in, signed for, or arrived
  std::optional<Day> confirmed_on{};  // plain mail, fax: the day both sides confirmed, when it is known already
  std::string note{};
};

/// Outside party of a consultation or inquiry. Personal data.
struct Party {
  std::string name{};
  std::string contact{};
  std::string phone{};
  std::string email{};
  std::string address{};
  UnitId unit{};  // set when the body works on this platform: the sub-case appears at its desk
};

struct Consultation {
  casework::Case of{};
  Party party{};
  std::string question{};
  std::vector<casework::Event> events{};
};

struct Rating {
  std::int64_t satisfied = 0;  // 1 … 5
  std::string words{};
  bool missing = false;  // 还缺什么
};

}  // namespace gongkai::requests
