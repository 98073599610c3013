// An import opened for work: its mapping, its type, its units and its records.
#pragma once
#include "content/types.hpp"
#include "directory/model.hpp"
#include "imports/mapping.hpp"
#include "imports/media.hpp"

namespace gongkai::imports {

class Reading {
 public:
  static Result<Reading> open(Services& services, const Import& import);

  struct Next {
    std::int64_t position = 0;  // from 1
    bool wanted = true;
    std::string place;
    UnitId unit{};
    Prepared prepared{};
  };
  std::optional<Next> next();
  /// Passes records that an earlier run has dealt with.
  void skip(std::int64_t records);

  const Mapping& mapping() const { return m_mapping; }
  Media* media() { return m_media.get(); }

 private:
  void find_unit(Next& next) const;
  Mapping m_mapping;
  std::shared_ptr<const content::TypeBook> m_types;
  const content::DocumentType* m_type = nullptr;
  UnitId m_unit{};
  std::map<std::string, UnitId, std::less<>> m_units;
  Day m_today{};
  std::unique_ptr<RecordFile> m_file;
  std::unique_ptr<Records> m_records;
  std::unique_ptr<Media> m_media;
  std::int64_t m_position = 0;
};

}  // namespace gongkai::imports
