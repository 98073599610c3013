// Near-duplicates among request-like texts: the exact index against MinHash with LSH, time and recall in one run.
//   build/bench/bench/similarity [texts]      prints a Markdown table; 100,000 texts unless told
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <random>
#include <unordered_map>

#include "bench/search_corpus.hpp"
#include "similarity/index.hpp"

namespace {
using namespace gongkai;
using namespace gongkai::similarity;
using Watch = std::chrono::steady_clock;

constexpr double at_least = 0.5;
constexpr std::size_t questions = 400;

/// 120 hash functions in 40 bands of 3: a pair half alike is met with 99.5 %.
class MinHash {
 public:
  static constexpr std::size_t bands = 40, rows = 3;

  void put(std::int64_t key, Shingles shingles) {
    const auto signature = signature_of(shingles);
    for (std::size_t band = 0; band < bands; ++band) m_buckets[band][signature[band]].push_back(m_entries.size());
    m_entries.push_back({key, std::move(shingles)});
  }

  std::vector<std::int64_t> find(std::string_view text) const {
    const auto asked = shingles_of(text);
    const auto signature = signature_of(asked);
    std::vector<bool> seen(m_entries.size());
    std::vector<std::int64_t> keys;
    for (std::size_t band = 0; band < bands; ++band) {
      const auto bucket = m_buckets[band].find(signature[band]);
      if (bucket == m_buckets[band].end()) continue;
      for (const auto place : bucket->second) {
        if (seen[place]) continue;
        seen[place] = true;
        if (jaccard(asked, m_entries[place].second) >= at_least) keys.push_back(m_entries[place].first);
      }
    }
    return keys;
  }

 private:
  static std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }
  static std::array<std::uint64_t, bands> signature_of(const Shingles& shingles) {
    std::array<std::uint64_t, bands> out{};
    for (std::size_t band = 0; band < bands; ++band)
      for (std::size_t row = 0; row < rows; ++row) {
        auto least = ~std::uint64_t{0};
        const auto seed = mix(band * rows + row + 1);
        for (const auto shingle : shingles) least = std::min(least, mix(shingle ^ seed));
        out[band] = mix(out[band] ^ least);
      }
    return out;
  }

  std::vector<std::pair<std::int64_t, Shingles>> m_entries;
  std::array<std::unordered_map<std::uint64_t, std::vector<std::size_t>>, bands> m_buckets;
};

/// What people write: a customary beginning, one or two sentences of a statute, a year. One in four is an earlier one
/// with words changed.
std::vector<std::string> request_texts(std::size_t count) {
  const bench::Corpus corpus;
  std::cout << (corpus.is_real() ? "texts from the statutes" : "texts of our own") << ", " << count << "\n\n";
  std::mt19937 random(3);
  std::vector<std::string> texts;
  while (texts.size() < count) {
    if (!texts.empty() && random() % 4 == 0) {
      auto characters = to_code_points(texts[random() % texts.size()]);
      const auto changes = 1 + random() % 12;
      for (std::size_t i = 0; i < changes; ++i)
        characters[random() % characters.size()] = U'一' + static_cast<char32_t>(random() % 2000);
      texts.push_back(to_utf8(characters));
      continue;
    }
    const auto document = corpus.document(static_cast<std::int64_t>(random() % 1'000'000));
    auto words = to_code_points(document.body);
    const auto from = random() % std::max<std::size_t>(1, words.size() - 120);
    texts.push_back("本人申请公开" + std::to_string(2019 + random() % 8) + "年" + document.title + "的相关材料，" +
                    to_utf8(words.substr(from, 20 + random() % 80)));
  }
  return texts;
}

struct Times {
  std::vector<double> milliseconds{};
  std::size_t found = 0;
  std::string row(std::string_view name, std::size_t truth) {
    std::ranges::sort(milliseconds);
    const auto at = [&](double share) {
      return milliseconds[static_cast<std::size_t>(share * static_cast<double>(milliseconds.size() - 1))];
    };
    return fmt::format("| {} | {:.2f} | {:.2f} | {:.2f} | {:.4f} |\n", name, at(0.5), at(0.99), at(1),
                       truth ? static_cast<double>(found) / static_cast<double>(truth) : 1);
  }
};

template <class Find>
Times measure(const std::vector<std::string>& texts, const Find& find) {
  Times times;
  for (std::size_t i = 0; i < questions; ++i) {
    const auto& text = texts[i * 241 % texts.size()];
    const auto start = Watch::now();
    times.found += find(text);
    times.milliseconds.push_back(std::chrono::duration<double, std::milli>(Watch::now() - start).count());
  }
  return times;
}
}  // namespace

int main(int argc, char** argv) {
  const auto texts = request_texts(argc > 1 ? std::stoul(argv[1]) : 100'000);
  Index index;
  MinHash hashes;
  std::vector<Shingles> sets;
  auto start = Watch::now();
  for (std::size_t i = 0; i < texts.size(); ++i) index.put(static_cast<std::int64_t>(i + 1), texts[i]);
  const auto filled = std::chrono::duration<double>(Watch::now() - start).count();
  for (const auto& text : texts) sets.push_back(shingles_of(text));
  start = Watch::now();
  for (std::size_t i = 0; i < texts.size(); ++i) hashes.put(static_cast<std::int64_t>(i + 1), sets[i]);
  const auto hashed = std::chrono::duration<double>(Watch::now() - start).count();

  auto slow = measure(texts, [&](const std::string& text) {
    const auto asked = shingles_of(text);
    return static_cast<std::size_t>(
        std::ranges::count_if(sets, [&](const Shingles& set) { return jaccard(asked, set) >= at_least; }));
  });
  auto exact = measure(texts, [&](const std::string& text) {
    return index.find(text, {.at_least = at_least, .most = 1'000'000}).size();
  });
  auto loose =
      measure(texts, [&](const std::string& text) { return index.find(text, {.at_least = 0.3, .most = 20}).size(); });
  auto hash = measure(texts, [&](const std::string& text) { return hashes.find(text).size(); });
  const auto truth = slow.found;
  loose.found = truth;  // another question: only its time is of interest
  std::cout << "| way | p50 ms | p99 ms | most ms | recall |\n|---|---|---|---|---|\n"
            << slow.row("every pair compared", truth) << exact.row("counted, ≥ 0.5", truth)
            << loose.row("counted, ≥ 0.3, best 20", truth) << hash.row("MinHash 40 × 3, ≥ 0.5", truth)
            << fmt::format("\nfilled in {:.1f} s (MinHash {:.1f} s)\n", filled, hashed);
}
