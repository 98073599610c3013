// Documents and queries for the search benchmark: real paragraphs of statutes recombined under titles like those of a
// city's documents; without the corpus, sentences of our own. The same seed gives the same documents.
#pragma once
#include <array>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "platform/search/index.hpp"

namespace gongkai::bench {

constexpr std::array topics{
    "养老服务",     "公共租赁住房", "大气污染防治", "安全生产",   "义务教育",     "医疗保险",       "食品安全",
    "城市更新",     "乡村振兴",     "政府采购",     "招标投标",   "环境影响评价", "生活垃圾",       "水资源",
    "森林防火",     "道路交通安全", "消防安全",     "知识产权",   "社会救助",     "残疾人保障",     "未成年人保护",
    "劳动合同",     "工伤保险",     "失业保险",     "住房公积金", "土地征收",     "国有土地使用权", "房屋拆迁",
    "物业管理",     "建筑工程",     "城市规划",     "公共文化",   "文物保护",     "旅游",           "体育设施",
    "科学技术",     "人才引进",     "中小企业",     "民营经济",   "外商投资",     "进出口",         "海洋渔业",
    "农产品质量",   "农业机械",     "动物防疫",     "种子",       "水利工程",     "防汛抗旱",       "地震",
    "气象灾害",     "突发事件",     "应急管理",     "信访",       "行政处罚",     "行政许可",       "行政复议",
    "政府信息公开", "电子政务",     "数据安全",     "网络安全",   "统计",         "审计",           "预算",
    "税收",         "国有资产",     "价格",         "计量",       "标准化",       "特种设备",       "药品",
    "医疗器械",     "传染病",       "献血",         "母婴保健",   "计划生育",     "学前教育",       "职业教育",
    "教师",         "民办教育",     "就业促进",     "创业",       "工会",         "妇女权益",       "老年人权益",
    "退役军人",     "志愿服务",     "慈善",         "社会组织",   "宗教事务",     "民族团结",       "公证",
    "法律援助",     "人民调解",     "社区",         "村民委员会"};
constexpr std::array areas{"望潮区", "栖霞岭县", "云台区", "海阳山区", "青石县",
                           "东屿区", "临波市",   "南浦区", "白沙县",   "高新技术产业开发区"};
constexpr std::array agencies{"人民政府",         "人民政府办公室", "教育局", "民政局",     "财政局",
                              "住房和城乡建设局", "交通运输局",     "水利局", "农业农村局", "卫生健康委员会"};
constexpr std::array kinds{"通知",     "实施意见", "管理办法", "公告", "工作方案",
                           "行动计划", "实施细则", "政策解读", "批复", "年度报告"};
constexpr std::array number_words{"政发", "政办发", "教字", "民字", "财字", "建字", "交字", "水字", "农字", "卫字"};

class Corpus {
 public:
  /// The file named by GONGKAI_LAWS, else the one beside the repository, if there is one.
  Corpus() {
    const char* named = std::getenv("GONGKAI_LAWS");
    load(named != nullptr ? named : "../shared/corpus/laws.jsonl.gz");
  }
  explicit Corpus(const std::filesystem::path& file) { load(file); }

  bool is_real() const { return m_real; }
  const std::vector<std::string>& law_titles() const { return m_law_titles; }

  search::Document document(std::int64_t number) const {
    std::mt19937_64 random(static_cast<std::uint64_t>(number) * 7919 + 42);
    const auto pick = [&](const auto& list) { return std::string(list[random() % list.size()]); };
    search::Document made{
        .id = number + 1, .kind = pick(kinds), .site = 1, .unit = static_cast<std::int64_t>(random() % 300 + 1)};
    made.column = static_cast<std::int64_t>(random() % 80 + 1);
    made.area = pick(areas);
    made.category = pick(topics);
    made.theme = pick(topics);
    made.validity = static_cast<search::Validity>(random() % 5);
    made.day = Day::of(2012, 1, 1) + static_cast<int>(number * 5000 / 100'000);
    const auto agency = random() % agencies.size();
    made.unit_name = made.area + agencies[agency];
    made.number = made.area.substr(0, 3) + number_words[agency] + "〔" + std::to_string(2012 + random() % 14) + "〕" +
                  std::to_string(random() % 200 + 1) + "号";
    made.address = "/d/" + std::to_string(number);
    if (number % 25 < 4 && !m_law_titles.empty()) made.title = pick(m_law_titles);
    else
      made.title = made.unit_name + "关于" + (random() % 2 ? "进一步加强" : "做好") + made.category +
                   (random() % 2 ? "工作的" : "有关事项的") + made.kind;
    made.body = made.title + "\n" + made.number + "\n";
    while (made.body.size() < 2200) made.body += m_paragraphs[random() % m_paragraphs.size()] + "\n";
    return made;
  }

 private:
  void load(const std::filesystem::path& file) {
    if (std::filesystem::exists(file)) read_laws(file);
    m_real = !m_paragraphs.empty();
    if (m_real) return;
    std::mt19937 random(5);
    for (int i = 0; i < 30'000; ++i) {
      std::string text = "第" + std::to_string(i % 90 + 1) + "条 ";
      for (int j = 0; j < 4; ++j)
        text += std::string(agencies[random() % agencies.size()]) + "应当会同有关部门做好" +
                topics[random() % topics.size()] + "工作，保障" + topics[random() % topics.size()] + "的需要。";
      m_paragraphs.push_back(text);
    }
  }

  void read_laws(const std::filesystem::path& file) {
    const std::string command = "gzip -dc '" + file.string() + "'";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    char* line = nullptr;
    std::size_t capacity = 0;
    for (ssize_t size; (size = getline(&line, &capacity, pipe.get())) > 0;) {
      const auto law = boost::json::parse(std::string_view(line, static_cast<std::size_t>(size)));
      m_law_titles.emplace_back(law.at("title").as_string());
      const std::string_view body = law.at("body").as_string();
      for (const auto paragraph : split(body, '\n'))
        if (paragraph.size() > 60 && paragraph.size() < 1500) m_paragraphs.emplace_back(paragraph);
    }
    free(line);
  }

  bool m_real = false;
  std::vector<std::string> m_paragraphs{};
  std::vector<std::string> m_law_titles{};
};

/// 200 queries: 95 topics, 28 area and topic, 20 document numbers, 15 law names, 12 with Latin letters or digits, 12
/// whole questions, 10 single characters, 8 very common words.
inline std::vector<std::string> queries(const Corpus& corpus) {
  std::vector<std::string> list(topics.begin(), topics.end());
  list.resize(95);
  for (std::size_t i = 0; i < 28; ++i)
    list.push_back(std::string(areas[i % areas.size()]) + " " + topics[i * 3 % topics.size()]);
  for (std::int64_t i = 0; i < 20; ++i) list.push_back(corpus.document(i * 977 + 5).number);
  for (std::size_t i = 0; i < 15; ++i)
    list.push_back(corpus.law_titles().empty() ? std::string(topics[i]) + "管理办法"
                                               : corpus.law_titles()[i * 211 % corpus.law_titles().size()]);
  for (const char* text : {"2020年 养老", "PM2.5", "2018年度 预算", "A级 旅游", "65周岁", "12345", "4S店", "ISO 标准",
                           "WTO", "互联网+", "18周岁 未成年人", "2025年 通知"})
    list.emplace_back(text);
  for (const char* text :
       {"如何申请公共租赁住房", "怎么办理居住证", "工伤怎么认定", "哪里可以申请法律援助", "失业保险金领取需要什么条件",
        "小孩上学需要什么材料", "养老金什么时候发放", "房屋被征收怎么补偿", "企业注册登记怎么办理", "残疾人有什么补贴",
        "食品安全问题向谁举报", "行政复议期限是多久"})
    list.emplace_back(text);
  for (const char* text : {"海", "水", "法", "税", "林", "车", "房", "医", "学", "农"}) list.emplace_back(text);
  for (const char* text : {"管理", "规定", "工作", "人民政府", "应当", "部门", "单位", "通知"}) list.emplace_back(text);
  return list;
}

}  // namespace gongkai::bench
