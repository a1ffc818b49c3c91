#include "engine/zygote.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "engine/sandbox.h"

struct syn_zygote {
  pid_t pid;
  int socket;
  pthread_mutex_t mutex; /* one order and its answer at a time */
  bool is_broken;        /* an order was not answered; guarded by the mutex */
};

enum {
  PATIENCE_SECONDS = 60,    /* for an order, which takes milliseconds */
  SOCKET_BYTES = 512 * 1024 /* on their way at once: most pages go in one piece, without waiting for the other side to take it */
};

typedef enum order_kind { ORDER_FORK, ORDER_END } order_kind;

/* Goes with the copy's end of its socket for ORDER_FORK. */
typedef struct order {
  order_kind kind;
  pid_t pid; /* for ORDER_END */
} order;

typedef struct answer {
  int failure; /* errno, or 0 */
  pid_t pid;
  int wait_status;
} answer;

/* The control part of a message with one file in it, aligned as the system wants it. */
typedef union file_passage {
  struct cmsghdr header;
  char space[CMSG_SPACE(sizeof(int))];
} file_passage;

/* --- in the zygote --- */

/* The next order, and in `out_file` the file that came with it or -1. False at the end. */
static bool take_order(int socket, order *out_order, int *out_file) {
  file_passage passage;
  struct iovec piece = {out_order, sizeof *out_order};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1, .msg_control = &passage, .msg_controllen = sizeof passage};
  ssize_t size;
  do size = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (size < 0 && errno == EINTR);
  *out_file = -1;
  const struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (size > 0 && header && header->cmsg_type == SCM_RIGHTS) memcpy(out_file, CMSG_DATA(header), sizeof *out_file);
  return size == (ssize_t)sizeof *out_order;
}

/* In a copy: never returns. */
static void run_copy(const syn_zygote_job *job, pid_t zygote, int file) {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  /* the zygote may have ended before it could be watched */
  if (getppid() == zygote && syn_sandbox_close_files(file) == SYN_OK) job->run(job->context, SYN_SANDBOX_FILE);
  _exit(0);
}

static answer fork_copy(const syn_zygote_job *job, int file) {
  pid_t zygote = getpid();
  pid_t pid = fork();
  if (pid == 0) run_copy(job, zygote, file);
  return (answer){.failure = pid < 0 ? errno : 0, .pid = pid};
}

/* What has been ended by itself stays ended as it was: the signal comes too late to change that. */
static answer end_copy(pid_t pid) {
  answer done = {.pid = pid};
  kill(pid, SIGKILL);
  while (waitpid(pid, &done.wait_status, 0) < 0) {
    if (errno == EINTR) continue;
    done.failure = errno;
    break;
  }
  return done;
}

/* Handlers of the program do not run here; keys that interrupt it are for it to answer: its end is the end of all. */
static void reset_signals(void) {
  static const int IGNORED[] = {SIGINT, SIGQUIT, SIGHUP, SIGPIPE};
  sigset_t none;
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  for (size_t i = 0; i < sizeof IGNORED / sizeof IGNORED[0]; i++) signal(IGNORED[i], SIG_IGN);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void run_zygote(const syn_zygote_job *job, pid_t program, int socket) {
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != program || syn_sandbox_close_files(socket) != SYN_OK) return;
  reset_signals();
  if (job->prepare) job->prepare(job->context);
  order next;
  int file;
  while (take_order(SYN_SANDBOX_FILE, &next, &file)) {
    answer done = next.kind == ORDER_FORK ? fork_copy(job, file) : end_copy(next.pid);
    if (file >= 0) close(file);
    if (send(SYN_SANDBOX_FILE, &done, sizeof done, MSG_NOSIGNAL) < 0) break;
  }
}

/* --- in the program --- */

static syn_status fail(syn_error *error, const char *what) {
  return syn_error_set(error, SYN_IO, 0, "no process could be started to read pages in (%s): %s", what, strerror(errno));
}

syn_status syn_zygote_start(const syn_zygote_job *job, syn_zygote **out_zygote, syn_error *error) {
  int ends[2];
  syn_zygote *zygote = syn_memory_allocate(sizeof *zygote);
  if (!zygote) return syn_error_set(error, SYN_NO_MEMORY, 0, "not enough memory for a process to read pages in");
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
    syn_memory_free(zygote);
    return fail(error, "socketpair");
  }
  pid_t program = getpid();
  pid_t pid = fork();
  if (pid == 0) {
    run_zygote(job, program, ends[1]);
    _exit(0);
  }
  close(ends[1]);
  if (pid < 0) {
    syn_status status = fail(error, "fork");
    close(ends[0]);
    syn_memory_free(zygote);
    return status;
  }
  const struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
  setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  *zygote = (syn_zygote){.pid = pid, .socket = ends[0], .mutex = PTHREAD_MUTEX_INITIALIZER};
  *out_zygote = zygote;
  return SYN_OK;
}

/* As recv: the size of the answer, 0 when the zygote is gone. */
static ssize_t exchange(int socket, const struct msghdr *message, answer *out_answer) {
  ssize_t size;
  do size = sendmsg(socket, message, MSG_NOSIGNAL);
  while (size < 0 && errno == EINTR);
  if (size <= 0) return size;
  do size = recv(socket, out_answer, sizeof *out_answer, 0);
  while (size < 0 && errno == EINTR);
  return size;
}

/* Sends an order, with a file unless that is -1, and waits for the answer. */
static bool give_order(syn_zygote *zygote, order given, int file, answer *out_answer) {
  file_passage passage = {0};
  struct iovec piece = {&given, sizeof given};
  struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
  if (file >= 0) {
    passage.header = (struct cmsghdr){.cmsg_len = CMSG_LEN(sizeof file), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS};
    memcpy(CMSG_DATA(&passage.header), &file, sizeof file);
    message.msg_control = &passage;
    message.msg_controllen = sizeof passage;
  }
  pthread_mutex_lock(&zygote->mutex);
  ssize_t size = zygote->is_broken ? 0 : exchange(zygote->socket, &message, out_answer);
  zygote->is_broken = size != (ssize_t)sizeof *out_answer;
  bool is_answered = !zygote->is_broken;
  pthread_mutex_unlock(&zygote->mutex);
  if (size == 0) errno = EPIPE;
  return is_answered;
}

syn_status syn_zygote_fork(syn_zygote *zygote, int *out_socket, pid_t *out_pid, syn_error *error) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return fail(error, "socketpair");
  const int size = SOCKET_BYTES;
  for (int i = 0; i < 2; i++) setsockopt(ends[i], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  answer done = {0};
  bool is_answered = give_order(zygote, (order){.kind = ORDER_FORK}, ends[1], &done);
  if (is_answered && done.failure != 0) errno = done.failure;
  syn_status status = is_answered && done.failure == 0 ? SYN_OK : fail(error, "fork");
  close(ends[1]);
  if (status != SYN_OK) {
    close(ends[0]);
    return status;
  }
  *out_socket = ends[0];
  *out_pid = done.pid;
  return SYN_OK;
}

syn_status syn_zygote_end(syn_zygote *zygote, pid_t pid, int *out_wait_status) {
  answer done = {0};
  if (!give_order(zygote, (order){.kind = ORDER_END, .pid = pid}, -1, &done) || done.failure != 0) return SYN_IO;
  *out_wait_status = done.wait_status;
  return SYN_OK;
}

void syn_zygote_stop(syn_zygote **zygote) {
  if (!zygote || !*zygote) return;
  close((*zygote)->socket);
  kill((*zygote)->pid, SIGKILL); /* it may hang in a lock that it was born with; its copies are ended */
  while (waitpid((*zygote)->pid, NULL, 0) < 0 && errno == EINTR) continue;
  pthread_mutex_destroy(&(*zygote)->mutex);
  syn_memory_free(*zygote);
  *zygote = NULL;
}
