// Personal data as others may see it. Each function shows at most what its comment says, also of malformed input.
#pragma once
#include <string>
#include <string_view>

namespace gongkai::auth {

std::string mask_id_number(std::string_view number);  // first 6 and last 4 of 18: 370602********1234
std::string mask_phone(std::string_view phone);       // first 3 and last 4 of 11: 138****1234
std::string mask_name(std::string_view name);         // the first character: 王*, 欧***
std::string mask_email(std::string_view address);     // first letter and the domain: z***@example.cn

}  // namespace gongkai::auth
