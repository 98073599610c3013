#include <array>

#include "platform/config/config.hpp"

namespace gongkai::config {

// Secrets (passwords, keys) are never values here: they live in files of the data folder or in the environment of libpq.
static constexpr std::array all_keys{
    Key{"data.dir", Kind::text, "data", "数据目录：数据库、附件、索引、密钥都在其中"},
    Key{"http.listen", Kind::text, "127.0.0.1:8080", "监听地址和端口"},
    Key{"http.loops", Kind::integer, "0", "网络线程数，0 为处理器核数"},
    Key{"http.workers", Kind::integer, "0", "工作线程数，0 为处理器核数的两倍，至少四个"},
    Key{"http.queue", Kind::integer, "1024", "等待工作线程的请求上限，超出时提示稍后再试"},
    Key{"http.max_connections", Kind::integer, "20000", "同时连接数上限"},
    Key{"http.max_connections_per_address", Kind::integer, "512", "同一地址的同时连接数上限"},
    Key{"http.requests_per_second", Kind::integer, "200", "同一地址每秒请求数上限，0 为不限"},
    Key{"http.request_burst", Kind::integer, "1000", "同一地址短时间内可以连续发出的请求数"},
    Key{"http.logins_per_minute", Kind::integer, "30", "同一地址每分钟登录尝试上限，0 为不限"},
    Key{"http.forms_per_minute", Kind::integer, "30", "同一地址每分钟提交公众表单的上限，0 为不限"},
    Key{"http.trusted_proxies", Kind::list, "", "可信反向代理的地址，逗号分隔；只有它们送来的来源地址才被采信"},
    Key{"http.hosts", Kind::list, "", "允许的域名，逗号分隔；空为不检查"},
    Key{"http.metrics_from", Kind::list, "127.0.0.0/8,::1", "可以读取 /metrics 的地址"},
    Key{"http.stop_seconds", Kind::integer, "20", "停止时等待未完请求的秒数"},
    Key{"tls.enabled", Kind::boolean, "false", "是否启用 TLS"},
    Key{"tls.certificate", Kind::text, "", "证书链文件（PEM）；空为自签试用证书"},
    Key{"tls.key", Kind::text, "", "私钥文件（PEM）"},
    Key{"database.engine", Kind::text, "sqlite", "sqlite 或 postgres"},
    Key{"database.conninfo", Kind::text, "", "PostgreSQL 连接串；口令请用 PGPASSFILE 或 PGPASSWORD"},
    Key{"database.readers", Kind::integer, "8", "只读连接数"},
    Key{"database.writers", Kind::integer, "8", "PostgreSQL 写连接数"},
    Key{"database.reserve_megabytes", Kind::integer, "64", "磁盘预留文件大小（MB）：写满时让出，以便恢复"},
    Key{"cache.megabytes", Kind::integer, "256", "页面缓存上限（MB）"},
    Key{"files.clamd", Kind::text, "", "clamd 套接字路径；空则附件标注“未查毒”"},
    Key{"files.max_megabytes", Kind::integer, "200", "单个附件上限（MB）"},
    Key{"print.font_title", Kind::text, "方正小标宋_GBK,方正小标宋简体,FZXiaoBiaoSong-B05S,Noto Serif CJK SC:bold",
        "公文标题和红头的字体，逗号分隔，取第一个已安装的；“:bold”取粗体"},
    Key{"print.font_body", Kind::text, "仿宋_GB2312,FangSong_GB2312,方正仿宋_GBK,FandolFang,Noto Serif CJK SC",
        "公文正文的字体"},
    Key{"print.font_kai", Kind::text,
        "楷体_GB2312,KaiTi_GB2312,方正楷体_GBK,FandolKai,LXGW WenKai,Noto Serif CJK SC:bold", "公文二级标题的字体"},
    Key{"print.font_hei", Kind::text, "黑体,SimHei,方正黑体_GBK,FandolHei,Noto Sans CJK SC:bold", "公文一级标题的字体"},
    Key{"print.font_song", Kind::text, "宋体,SimSun,方正书宋_GBK,FandolSong,Noto Serif CJK SC", "公文页码和表格的字体"},
    Key{"jobs.threads", Kind::integer, "2", "后台任务线程数"},
    Key{"mail.smtp", Kind::text, "", "发信服务器，如 smtp://mail.example.gov.cn:587；空则不提供邮件订阅"},
    Key{"mail.from", Kind::text, "", "发件人邮箱"},
    Key{"mail.user", Kind::text, "", "发信账号；口令取自环境变量 GONGKAI_MAIL_PASSWORD"},
    Key{"mail.origin", Kind::text, "", "邮件中链接的站点地址，如 https://www.example.gov.cn"},
    Key{"sms.gateway", Kind::text, "",
        "短信网关地址，如 https://sms.example.gov.cn/send；空则不发短信。密钥取自环境变量 GONGKAI_SMS_KEY"},
    Key{"sms.signature", Kind::text, "", "短信签名，如【云海市政务公开】"},
    Key{"node.number", Kind::integer, "0", "本机编号（0—1023），多机部署时各不相同"},
    Key{"log.level", Kind::text, "info", "debug、info、warn 或 error"},
    Key{"log.format", Kind::text, "text", "text 或 json"},
    Key{"log.access", Kind::boolean, "true", "是否记录访问日志"},
    Key{"demo.clock", Kind::text, "",
        "演练用：服务从这一时刻开始走时，如 2026-09-30T23:58:00+08:00；只能与 --demo 同用"},
    Key{"demo.second_factor", Kind::boolean, "false", "演示账号是否也要求第二因素登录"},
};

std::span<const Key> keys() {
  return all_keys;
}

}  // namespace gongkai::config
