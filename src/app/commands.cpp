#include "app/commands.hpp"

#include <CLI/CLI.hpp>

#include "app/output.hpp"
#include "platform/config/config.hpp"

namespace gongkai::app {
namespace {

void installation_options(CLI::App& command, Installation& installation) {
  command.add_option("--config", installation.config_file, "配置文件（TOML）；各配置项见 docs/operations.md");
  command.add_option("--data", installation.data_dir, "数据目录");
  command.add_flag("--json", installation.json, "以 JSON 输出");
}

std::string configuration_help() {
  std::string text = "\n配置项（配置文件 < 环境变量 < 命令行）：\n";
  for (const auto& key : config::keys())
    text += "  " + std::string(key.name) + "  [" + std::string(key.fallback) + "]  " +
            config::environment_name(key.name) + "\n      " + std::string(key.meaning) + "\n";
  return text;
}

/// Each function adds one subcommand; the callback keeps its exit code in `code`.
void add_serve(CLI::App& app, int& code) {
  auto options = std::make_shared<ServeOptions>();
  auto* command = app.add_subcommand("serve", "启动服务");
  installation_options(*command, options->installation);
  command->add_option("--listen", options->listen, "监听地址，如 127.0.0.1:8080；端口 0 为任选");
  command->add_flag("--demo", options->demo, "首次启动时载入演示城市“云海市”");
  command->add_option("--demo-scale", options->demo_scale, "演示数据放大倍数")->check(CLI::Range(1, 10000));
  command->add_flag("--tls", options->tls, "启用 TLS；未配置证书时自签一张供试用");
  command->footer(configuration_help);
  command->callback([options, &code] { code = serve(*options); });
}

void add_db(CLI::App& app, int& code) {
  auto* command = app.add_subcommand("db", "数据库结构")->require_subcommand(1);
  auto options = std::make_shared<Installation>();
  auto* migrate = command->add_subcommand("migrate", "把数据库结构更新到本程序的版本");
  installation_options(*migrate, *options);
  migrate->callback([options, &code] { code = migrate_database(*options); });
  auto* check = command->add_subcommand("check", "检查结构、语句和数据完整性");
  installation_options(*check, *options);
  check->callback([options, &code] { code = check_database(*options); });
}

void add_workday(CLI::App& app, int& code) {
  auto* command = app.add_subcommand("workday", "工作日推算")->require_subcommand(1);
  auto options = std::make_shared<WorkdayOptions>();
  auto* add = command->add_subcommand("add", "某日之后第 N 个工作日（起始日不计）");
  add->add_option("DATE", options->from, "起始日 YYYY-MM-DD")->required();
  add->add_option("N", options->working_days, "工作日数")->required()->check(CLI::Range(1, 10000));
  add->add_flag("--explain", options->explain, "逐日列出计入与否及原因");
  add->add_flag("--json", options->json, "以 JSON 输出");
  add->callback([options, &code] { code = add_working_days(*options); });
  auto* count = command->add_subcommand("count", "两日之间的工作日数（不含起始日，含截止日）");
  count->add_option("FROM", options->from, "起始日 YYYY-MM-DD")->required();
  count->add_option("TO", options->to, "截止日 YYYY-MM-DD")->required();
  count->add_flag("--json", options->json, "以 JSON 输出");
  count->callback([options, &code] { code = count_working_days(*options); });
}

void add_request(CLI::App& app, int& code) {
  auto* command = app.add_subcommand("request", "依申请公开")->require_subcommand(1);
  auto options = std::make_shared<RequestClockOptions>();
  auto* clock = command->add_subcommand("clock", "推算一件申请的法定期限，逐日说明");
  installation_options(*clock, options->installation);
  auto* number = clock->add_option("NUMBER", options->number, "申请编号，从数据库读取办理记录");
  auto* history = clock->add_option("--history", options->history,
                                    "办理记录（JSON 文件），不需要数据库；格式见 src/regulation/README.md");
  history->excludes(number);
  clock->add_option("--as-of", options->as_of, "推算到哪一天 YYYY-MM-DD；缺省为文件中的 as_of，再缺省为今天");
  clock->add_flag("--explain", options->explain, "逐日列出计入与否及原因");
  clock->callback([options, &code] {
    if (options->number.empty() && options->history.empty()) throw CLI::RequiredError("NUMBER --history");
    code = show_request_clock(*options);
  });
}

void add_user_commands(CLI::App& app, int& code) {
  auto* command =
      app.add_subcommand("user", "人员账号；口令取自环境变量 GONGKAI_PASSWORD 或标准输入")->require_subcommand(1);
  auto options = std::make_shared<UserOptions>();
  auto* add = command->add_subcommand("add", "新增人员");
  installation_options(*add, options->installation);
  add->add_option("LOGIN", options->login, "登录名")->required();
  add->add_option("--name", options->name, "姓名")->required();
  add->add_option("--unit", options->unit, "单位名称；缺省为最上级单位");
  add->add_option("--role", options->roles, "角色，可多次给出，如 system_admin");
  add->callback([options, &code] { code = add_user(*options); });
  auto* passwd = command->add_subcommand("passwd", "重设口令");
  installation_options(*passwd, options->installation);
  passwd->add_option("LOGIN", options->login, "登录名")->required();
  passwd->callback([options, &code] { code = set_password(*options); });
}

void add_audit(CLI::App& app, int& code) {
  auto* command = app.add_subcommand("audit", "审计记录")->require_subcommand(1);
  auto options = std::make_shared<AuditOptions>();
  auto* verify = command->add_subcommand("verify", "核验审计链，指出第一条被改动、缺失或截去的记录");
  installation_options(*verify, options->installation);
  verify->add_option("--file", options->export_file, "离线核验导出文件，不打开数据库");
  verify->add_option("--checkpoints", options->checkpoints, "已公布的检查点文件或目录");
  verify->add_option("--public-key", options->public_key, "检查点公钥文件");
  verify->callback([options, &code] { code = verify_audit(*options); });
  auto* write = command->add_subcommand("export", "导出审计记录为 JSON 行文件");
  installation_options(*write, options->installation);
  write->add_option("FILE", options->write_export, "输出文件")->required();
  write->callback([options, &code] { code = export_audit(*options); });
}

void add_vault(CLI::App& app, int& code) {
  auto* command = app.add_subcommand("vault", "个人信息的加密密钥")->require_subcommand(1);
  auto options = std::make_shared<VaultOptions>();
  auto* rotate = command->add_subcommand("rotate", "换用新密钥，并用它重新加密已有的个人信息；须先停止服务");
  installation_options(*rotate, options->installation);
  rotate->add_flag("--sm4", options->national, "新密钥使用国密 SM4；缺省为 AES-256");
  rotate->callback([options, &code] { code = rotate_vault(*options); });
}

void add_backup(CLI::App& app, int& code) {
  auto options = std::make_shared<BackupOptions>();
  auto* backup = app.add_subcommand("backup", "把数据库、附件和密钥备份到目录，服务可继续运行");
  installation_options(*backup, options->installation);
  backup->add_option("DIR", options->folder, "备份目录，须不存在或为空")->required();
  backup->callback([options, &code] { code = back_up(*options); });
  auto* back = app.add_subcommand("restore", "从备份目录恢复到空的数据目录");
  installation_options(*back, options->installation);
  back->add_option("DIR", options->folder, "备份目录")->required();
  back->callback([options, &code] { code = restore(*options); });
}

void add_demo(CLI::App& app, int& code) {
  auto* command = app.add_subcommand("demo", "演示城市“云海市”")->require_subcommand(1);
  auto options = std::make_shared<DemoOptions>();
  auto* load = command->add_subcommand("load", "载入演示数据；重复执行不会重复载入");
  installation_options(*load, options->installation);
  load->add_option("--demo-scale", options->scale, "放大倍数")->check(CLI::Range(1, 10000));
  load->add_option("--seed", options->seed, "随机种子");
  load->callback([options, &code] { code = load_demo(*options); });
}

void add_import(CLI::App& app, int& code) {
  auto options = std::make_shared<ImportOptions>();
  auto* command = app.add_subcommand("import", "导入其他系统的文稿，或整体撤销一次导入；先检查，再导入");
  installation_options(*command, options->installation);
  command->add_option("FILE", options->file, "CSV、XLSX、JSON Lines、WordPress 导出文件或网站页面压缩包");
  command->add_option("--map", options->map, "对应关系（JSON 文件）");
  command->add_option("--source", options->source, "csv、workbook、json_lines、word_press、web_site；缺省按扩展名");
  command->add_option("--unit", options->unit, "所属单位名称；缺省为最上级单位");
  command->add_option("--name", options->name, "这次导入的名称");
  command->add_option("--media", options->media, "附件包（ZIP）");
  command->add_flag("--check", options->check_only, "只检查，不导入");
  command->add_flag("--skip-faulty", options->skip_faulty, "略过有问题的记录，其余照常导入");
  command->add_option("--undo", options->undo, "撤销编号为此的导入");
  command->add_flag("--forced", options->forced, "撤销时连同被改动过的文稿");
  command->callback([options, &code] {
    if (options->undo.empty() && (options->file.empty() || options->map.empty()))
      throw CLI::RequiredError("FILE --map");
    code = import_documents(*options);
  });
}

void add_report(CLI::App& app, int& code) {
  auto options = std::make_shared<ReportOptions>();
  auto* command = app.add_subcommand("report", "政府信息公开工作年度报告")->require_subcommand(1);
  auto* check = command->add_subcommand("check", "检查年度报告的三张表和文字；不联网，不用数据库");
  check->add_option("FILE", options->files, "报告文件或目录：PDF、DOCX、XLSX、HTML、TXT、扫描图片")->required();
  check->add_option("--previous", options->previous, "同一单位上一年度的报告");
  check->add_option("--total", options->total, "应当等于各报告之和的汇总报告");
  check->add_flag("--json", options->json, "以 JSON 输出");
  check->callback([options, &code] { code = check_reports(*options); });
}

void add_extract_worker(CLI::App& app, int& code) {
  app.add_subcommand("extract-worker", "")->group("")->callback([&code] { code = extract_worker(); });  // hidden
}
}  // namespace

int run(int argc, char** argv) {
  CLI::App app("gongkai：政务公开一体化平台", "gongkai");
  app.set_version_flag("--version", GONGKAI_VERSION);
  app.require_subcommand(1);
  int code = fine;
  add_serve(app, code);
  add_db(app, code);
  add_workday(app, code);
  add_request(app, code);
  add_user_commands(app, code);
  add_audit(app, code);
  add_vault(app, code);
  add_backup(app, code);
  add_demo(app, code);
  add_import(app, code);
  add_report(app, code);
  add_extract_worker(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? fine : wrong_use;
  } catch (const std::exception& error) {
    say_error(error.what());
    return wrong_use;
  }
  return code;
}

}  // namespace gongkai::app
