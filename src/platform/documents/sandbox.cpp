#include "platform/documents/sandbox.hpp"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <cerrno>
#include <cstddef>
#include <vector>

#include "platform/log/log.hpp"

namespace gongkai::documents {
namespace {
#if defined(__x86_64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t architecture = AUDIT_ARCH_AARCH64;
#endif

void limit(__rlimit_resource resource, std::int64_t value) {
  const rlimit limits{static_cast<rlim_t>(value), static_cast<rlim_t>(value)};
  if (setrlimit(resource, &limits) != 0)
    log::warn("extract worker: limit {} could not be set", static_cast<int>(resource));
}

// Changing files, other processes, other programs, the network, the kernel. Reading stays: fonts, character maps and
// the file itself are opened by path.
constexpr int forbidden[] = {
    SYS_socket,
    SYS_socketpair,
    SYS_connect,
    SYS_bind,
    SYS_listen,
    SYS_accept,
    SYS_accept4,
    SYS_execve,
    SYS_execveat,
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kill,
    SYS_tkill,
    SYS_pidfd_open,
    SYS_pidfd_send_signal,
    SYS_unlinkat,
    SYS_renameat,
    SYS_renameat2,
    SYS_linkat,
    SYS_symlinkat,
    SYS_mkdirat,
    SYS_mknodat,
    SYS_fchmod,
    SYS_fchmodat,
    SYS_fchown,
    SYS_fchownat,
    SYS_truncate,
    SYS_ftruncate,
    SYS_setxattr,
    SYS_mount,
    SYS_umount2,
    SYS_chroot,
    SYS_pivot_root,
    SYS_unshare,
    SYS_setns,
    SYS_bpf,
    SYS_perf_event_open,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_io_uring_setup,
    SYS_userfaultfd,
    SYS_init_module,
    SYS_finit_module,
    SYS_kexec_load,
    SYS_reboot,
    SYS_swapon,
#if defined(__x86_64__)
    SYS_fork,
    SYS_vfork,
    SYS_unlink,
    SYS_rename,
    SYS_link,
    SYS_symlink,
    SYS_mkdir,
    SYS_rmdir,
    SYS_mknod,
    SYS_chmod,
    SYS_chown,
    SYS_lchown,
    SYS_creat,
#endif
};

constexpr std::uint32_t refused(int error) {
  return SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(error);
}

/// A list of refusals in the language of the kernel's packet filter.
std::vector<sock_filter> filter() {
  const auto load = [](std::size_t offset) -> sock_filter {
    return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
  };
  const auto answer = [](std::uint32_t action) -> sock_filter { return BPF_STMT(BPF_RET | BPF_K, action); };
  const auto unless_equal = [](std::uint32_t value) -> sock_filter {
    return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
  };
  std::vector<sock_filter> program{load(offsetof(seccomp_data, arch)),
                                   BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
                                   answer(SECCOMP_RET_KILL_PROCESS), load(offsetof(seccomp_data, nr))};
  for (const int call : forbidden) {
    program.push_back(unless_equal(static_cast<std::uint32_t>(call)));
    program.push_back(answer(refused(EPERM)));
  }
  // clone3 hides its flags in memory: glibc falls back to clone, where only threads are let through.
  program.push_back(unless_equal(SYS_clone3));
  program.push_back(answer(refused(ENOSYS)));
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3));
  program.push_back(load(offsetof(seccomp_data, args[0])));
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0));
  program.push_back(answer(refused(EPERM)));
  program.push_back(answer(SECCOMP_RET_ALLOW));
  return program;
}

void forbid_calls() {
  auto program = filter();
  sock_fprog whole{static_cast<unsigned short>(program.size()), program.data()};
  // A kernel without the filter leaves the limits above, and the server says so in its log.
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole) != 0)
    log::warn("extract worker: no system call filter on this kernel");
}
}  // namespace

void enter_sandbox(std::int64_t memory_bytes) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NOFILE, 64);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // their shadow memory is larger than any limit
  limit(RLIMIT_AS, memory_bytes);
#else
  (void)memory_bytes;
#endif
  prctl(PR_SET_DUMPABLE, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  forbid_calls();
}

void limit_cpu(std::int64_t seconds) {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto so_far = used.ru_utime.tv_sec + used.ru_stime.tv_sec;
  const rlimit limits{static_cast<rlim_t>(so_far + seconds + 1), RLIM_INFINITY};
  setrlimit(RLIMIT_CPU, &limits);
}

}  // namespace gongkai::documents
