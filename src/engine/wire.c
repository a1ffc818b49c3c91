#include "engine/wire.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>

/* After a call that did not do all: whether to go on. */
static syn_status wait_again(const syn_wire *wire, ssize_t done) {
  if (done < 0 && errno == EINTR) return SYN_OK;
  if (done < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return SYN_IO;
  return !wire->may_wait || wire->may_wait(wire->context) ? SYN_OK : SYN_LIMIT;
}

/* Leaves out the first `size` bytes of what is to be sent. */
static void skip(struct msghdr *message, size_t size) {
  while (message->msg_iovlen > 0 && size >= message->msg_iov->iov_len) {
    size -= message->msg_iov->iov_len;
    message->msg_iov++;
    message->msg_iovlen--;
  }
  if (message->msg_iovlen == 0) return;
  message->msg_iov->iov_base = (char *)message->msg_iov->iov_base + size;
  message->msg_iov->iov_len -= size;
}

syn_status syn_wire_send(const syn_wire *wire, syn_wire_head *head, const syn_text *parts) {
  struct iovec pieces[SYN_WIRE_PARTS + 1] = {{.iov_base = head, .iov_len = sizeof *head}};
  struct msghdr message = {.msg_iov = pieces, .msg_iovlen = 1};
  for (uint32_t i = 0; i < SYN_WIRE_PARTS; i++) {
    head->sizes[i] = i < head->part_count ? parts[i].size : 0;
    /* the interface of the system predates const: it does not write to what it sends */
    if (head->sizes[i] > 0) pieces[message.msg_iovlen++] = (struct iovec){(void *)(uintptr_t)parts[i].data, parts[i].size};
  }
  while (message.msg_iovlen > 0) {
    ssize_t sent = sendmsg(wire->socket, &message, MSG_NOSIGNAL);
    if (sent > 0) skip(&message, (size_t)sent);
    syn_status status = message.msg_iovlen > 0 ? wait_again(wire, sent) : SYN_OK;
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_wire_receive(const syn_wire *wire, void *bytes, size_t size) {
  for (size_t done = 0; done < size;) {
    ssize_t received = recv(wire->socket, (char *)bytes + done, size - done, MSG_WAITALL);
    if (received == 0) return SYN_IO;
    if (received > 0) done += (size_t)received;
    syn_status status = done < size ? wait_again(wire, received) : SYN_OK;
    if (status != SYN_OK) return status;
  }
  return SYN_OK;
}

syn_status syn_wire_receive_head(const syn_wire *wire, uint32_t kind, uint32_t part_count, uint64_t limit_bytes, syn_wire_head *out_head) {
  syn_wire_head head;
  syn_status status = syn_wire_receive(wire, &head, sizeof head);
  if (status != SYN_OK) return status;
  if (head.kind != kind || head.part_count != part_count) return SYN_BAD_INPUT;
  uint64_t left = limit_bytes;
  for (uint32_t i = 0; i < SYN_WIRE_PARTS; i++) {
    if (head.sizes[i] > (i < part_count ? left : 0)) return SYN_BAD_INPUT;
    left -= head.sizes[i];
  }
  *out_head = head;
  return SYN_OK;
}
